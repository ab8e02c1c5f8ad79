"""One outlet has one name, whatever the label or the address."""

from __future__ import annotations

import pytest

from accord.text.outlets import outlet_name, registered_domain


@pytest.mark.parametrize(
    ("label", "url", "name"),
    [
        ("Orsk Herald", None, "Orsk Herald"),
        ("Orsk Herald - News", None, "Orsk Herald"),
        ("Orsk  Herald (Online)", None, "Orsk Herald"),
        ("Orsk Herald - Opinion", None, "Orsk Herald"),
        ("The New York Times", None, "New York Times"),
        ("BBC", "https://www.bbc.co.uk/news/1", "BBC News"),
        ("www.bbc.com", None, "BBC News"),
        ("A Columnist", "https://edition.cnn.com/x", "CNN"),
        ("A Columnist", "https://orskherald.example/x", "A Columnist"),
        (None, "https://news.orskherald.co.nz/x", "orskherald.co.nz"),
        ("Associated Press", None, "AP"),
        ("", None, None),
        (None, None, None),
        (None, "not an address", None),
    ],
)
def test_outlet_name(label: str | None, url: str | None, name: str | None) -> None:
    assert outlet_name(label, url) == name


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.orskherald.example/a/b", "orskherald.example"),
        ("http://news.orskherald.co.uk", "orskherald.co.uk"),
        ("orskherald.com", "orskherald.com"),
        ("https://127.0.0.1/x", None),
        ("http://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_registered_domain(url: str | None, domain: str | None) -> None:
    assert registered_domain(url) == domain
