"""What holds of any weights: shapes, the same answer in any company, and what happens to broken files."""

from __future__ import annotations

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import as_file, files
from pathlib import Path

import encoder_texts as texts
import numpy as np
import pytest
from encoder_texts import NO_WEIGHTS, REPORT

from accord.encoder import labels
from accord.encoder.decode import stretches, whole_words
from accord.encoder.model import Encoder, Floats, Look, Marks, load_encoder
from accord.encoder.windows import windows
from accord.errors import ReadingError
from accord.text.sentences import split_sentences

LONG = REPORT * 6  # several windows
WEIGHTS = ("marker.onnx", "looker.onnx", "tokenizer.json", "version.txt")
# a file missing, empty, and cut off; so short a file as the version is whole or empty
BROKEN = [(name, left) for name in WEIGHTS for left in (None, 0, 100) if (name, left) != ("version.txt", 100)]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def mark(encoder: Encoder, text: str) -> Marks:
    return encoder.mark(text, split_sentences(text), ())


def some_triggers(marks: Marks) -> list[tuple[int, int, int]]:
    """Triggers of both kinds, one to three tokens long, all over a text."""
    n = len(marks.tokens)
    return [(i % 2, i, min(n, i + 1 + i % 3)) for i in range(0, n, 29)]


def same(one: Look, other: Look) -> bool:
    """To the last bit."""
    return one.locale == other.locale and all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in ("roles", "type", "stance", "modality")
    )


def same_marks(one: Marks, other: Marks) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in ("names", "attributions", "triggers")
    )


def spans(marks: Marks, look: Look) -> list[object]:
    """What a reader takes from a look: the spans of every role, and the likeliest labels."""
    roles = [
        (whole_words(marks.tokens, marks.text, s.first + look.locale.start, s.last + look.locale.start), s.sure)
        for i in range(len(labels.ROLES))
        for s in stretches(look.roles[:, i])
    ]
    return [*roles, *(int(x.argmax()) for x in (look.type, look.stance, look.modality))]


def are_probabilities(values: Floats) -> bool:
    return bool(np.isfinite(values).all() and (values >= 0).all() and np.allclose(values.sum(-1), 1, atol=1e-5))


@NO_WEIGHTS
def test_marks_are_probabilities_for_every_token(encoder: Encoder) -> None:
    marks = mark(encoder, LONG)
    n = len(marks.tokens)
    assert len(list(windows(marks.tokens))) > 2
    assert marks.names.shape == (n, 1 + 2 * len(labels.NAMES))
    assert marks.attributions.shape == (n, len(labels.ATTRIBUTIONS), 3)
    assert marks.triggers.shape == (n, 1 + 2 * len(labels.TYPES))
    assert all(map(are_probabilities, (marks.names, marks.attributions, marks.triggers)))


@NO_WEIGHTS
def test_looks_are_probabilities_for_their_locale(encoder: Encoder) -> None:
    marks = mark(encoder, REPORT)
    triggers = some_triggers(marks)
    looks = encoder.look(marks, triggers)
    for (_, first, last), look in zip(triggers, looks, strict=True):
        assert (look.locale.first, look.locale.last) == (first, last)
        assert look.roles.shape == (look.locale.stop - look.locale.start, len(labels.ROLES), 3)
        assert look.type.shape == (1 + len(labels.TYPES),)
        assert look.stance.shape == (len(labels.STANCES),)
        assert look.modality.shape == (len(labels.MODALITIES),)
        assert all(map(are_probabilities, (look.roles, look.type, look.stance, look.modality)))


@NO_WEIGHTS
@pytest.mark.parametrize("name", texts.HOSTILE)
def test_any_text_can_be_read(encoder: Encoder, name: str) -> None:
    marks = mark(encoder, texts.HOSTILE[name][:4_000])
    assert are_probabilities(marks.triggers)
    n = len(marks.tokens)
    triggers = [(labels.EVENT, 0, n), (labels.CUE, n - 1, n)] if n else []  # the whole text, and its last token
    assert [are_probabilities(look.roles) for look in encoder.look(marks, triggers)] == [True] * len(triggers)


@NO_WEIGHTS
def test_a_text_is_read_the_same_in_any_company(encoder: Encoder) -> None:
    alone = mark(encoder, REPORT)
    looks = encoder.look(alone, some_triggers(alone))
    for other in (LONG, texts.HOSTILE["right to left"], texts.HOSTILE["empty"], REPORT[:200]):
        between = mark(encoder, other)
        encoder.look(between, some_triggers(between))
        again = mark(encoder, REPORT)
        assert same_marks(alone, again)
        assert all(map(same, looks, encoder.look(again, some_triggers(again))))


@NO_WEIGHTS
def test_looks_are_the_same_in_any_order_and_grouping(encoder: Encoder) -> None:
    marks = mark(encoder, LONG)
    triggers = some_triggers(marks)
    looks = dict(zip(triggers, encoder.look(marks, triggers), strict=True))
    shuffled = random.Random(7).sample(triggers, len(triggers))  # noqa: S311
    for size in (1, 2, 7):
        for k in range(0, len(shuffled), size):
            group = shuffled[k : k + size]
            for trigger, look in zip(group, encoder.look(marks, group), strict=True):
                assert same(look, looks[trigger])
                assert spans(marks, look) == spans(marks, looks[trigger])
    assert encoder.look(marks, []) == []


@NO_WEIGHTS
def test_texts_read_at_the_same_time_are_read_the_same(encoder: Encoder) -> None:
    reports = [REPORT, REPORT[:300], texts.HOSTILE["hangul and han"], REPORT[200:]] * 2
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: mark(encoder, text), reports))
    assert all(same_marks(marks, mark(encoder, text)) for marks, text in zip(found, reports, strict=True))


@NO_WEIGHTS
def test_what_a_window_shows_does_not_depend_on_how_the_text_goes_on(encoder: Encoder) -> None:
    half, whole = mark(encoder, REPORT * 3), mark(encoder, LONG)
    alike = set(windows(half.tokens)) & set(windows(whole.tokens))
    assert alike
    for w in alike:
        assert np.array_equal(half.triggers[w.first : w.last], whole.triggers[w.first : w.last])


@NO_WEIGHTS
def test_a_guide_is_taken_into_account(encoder: Encoder) -> None:
    sentences = split_sentences(REPORT)
    quotes, attributions = (encoder.mark(REPORT, sentences, (), guide) for guide in range(len(labels.GUIDES)))
    assert not same_marks(quotes, attributions)


@NO_WEIGHTS
def test_the_model_is_loaded_once(encoder: Encoder) -> None:
    assert load_encoder() is encoder
    assert encoder.version


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as raised:
        load_encoder(tmp_path)
    assert str(tmp_path) in str(raised.value)
    assert raised.value.__cause__ is not None


@NO_WEIGHTS
@pytest.mark.parametrize(("broken", "left"), BROKEN)
def test_a_broken_file_names_its_folder(tmp_path: Path, broken: str, left: int | None) -> None:
    with as_file(files("accord.encoder").joinpath("weights")) as folder:
        for name in WEIGHTS:
            if name != broken:
                (tmp_path / name).symlink_to(folder / name)
        if left is not None:
            (tmp_path / broken).write_bytes((folder / broken).read_bytes()[:left])
        with pytest.raises(ReadingError) as raised:
            load_encoder(tmp_path)
    assert str(tmp_path) in str(raised.value)


_CODE = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("torch", "transformers"):
            raise ImportError(name)

def no_network(event, details):
    if event in ("socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo"):
        raise RuntimeError(f"{event} {details}")

sys.meta_path.insert(0, Blocked())
sys.addaudithook(no_network)

from pathlib import Path
from accord.encoder.model import load_encoder
from accord.intake.load import load_reports
from accord.text.sentences import split_sentences

(report,) = load_reports([Path(sys.argv[1])])
marks = load_encoder().mark(report.prose, split_sentences(report.prose), ())
looks = load_encoder().look(marks, [(0, 5, 6), (1, 9, 10)])
print(len(marks.tokens) > 50, len(looks))
"""


@NO_WEIGHTS
def test_a_sample_is_read_without_network_and_without_training_libraries(samples: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", _CODE, str(samples / "courier-1.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.split() == ["True", "2"]
