"""The vendored files are the pinned ones, and every name that a table gives is there to be drawn."""

import hashlib
import json
import random
from pathlib import Path

import dazi.stickers
from dazi.stickers.acts import ACTS, BIG, INSIDE, RIDES, SEATS
from dazi.stickers.dress import JOBS
from dazi.stickers.figure import draw
from dazi.stickers.icons import figures, icon, names, shifted
from dazi.stickers.lexicon import tables
from dazi.stickers.pen import rgb
from dazi.stickers.scene import Figure, Worn

HERE = Path(dazi.stickers.__file__).parent


def test_vendored_files_have_the_recorded_hashes_and_a_licence() -> None:
    source = json.loads((HERE / "sources.json").read_text("utf-8"))
    for name, digest in source["sha256"].items():
        assert hashlib.sha256((HERE / name).read_bytes()).hexdigest() == digest
    assert "MIT License" in (HERE / "LICENSE-icons.txt").read_text("utf-8")


def test_every_table_names_what_can_be_drawn() -> None:
    lexicon = tables()
    heads = figures()["heads"]
    known = names()
    missing = {name for name in lexicon["thing"] if name not in known}
    missing |= {name for name in lexicon["figure"] if name not in heads and name not in known}
    missing |= {row.partition("|")[0] for row in lexicon["breed"].values()} - set(heads) - known
    missing |= {prop.name for act in ACTS.values() for prop in act.props} - known
    missing |= (set(RIDES) | set(SEATS) | set(INSIDE) | set(BIG)) - known
    assert not missing
    assert set(lexicon["job"]) <= set(JOBS)


def test_every_figure_can_be_drawn_with_hat_glasses_and_scarf() -> None:
    worn = (Worn("sunglasses"), Worn("top-hat"), Worn("scarf", "blue"))
    for name in (*figures()["heads"], *figures()["wholes"]):
        sprite = draw(Figure(name, worn=worn), random.Random(0))
        assert sprite.top > 60 and sprite.body.count("<g ") >= 4


def test_everything_that_can_be_worn_shows() -> None:
    plain = draw(Figure("cat-face"), random.Random(0)).body
    for name in tables()["wear"]:
        assert draw(Figure("cat-face", worn=(Worn(name),)), random.Random(0)).body != plain, name
    for job in tables()["job"]:
        assert draw(Figure("cat-face", job=job), random.Random(0)).body != plain, job


def test_a_named_colour_moves_the_main_colour_and_leaves_the_mouth() -> None:
    blue = icon("cat-face", "blue", "#ffb02e")
    assert "#ffb02e" not in blue and blue != icon("cat-face")
    red, green, azure = rgb(shifted("#ffb02e", "#ffb02e", "#4a90f0"))
    assert azure > red and azure > green
    assert "#bb1d80" in blue
