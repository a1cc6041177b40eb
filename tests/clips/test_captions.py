"""Captions fit the picture, every glyph is in the font, and the AI label is large and long enough."""

import numpy as np
from PIL import Image

from dazi.clips.captions import LABEL, LABEL_SECONDS, draw_caption, draw_label, lay_label
from dazi.clips.library import films
from dazi.clips.sprites import font


def test_every_character_on_the_picture_has_a_glyph() -> None:
    letters = font(40)
    missing = bytes(letters.getmask("\uffff"))
    words = {LABEL}
    for film in films():
        for shot in film.script.shots:
            words |= {say.text for say in shot.says} | {item.sign.text for item in shot.items if item.sign}
    for character in sorted(set("".join(words)) - set("\n *\u3000")):
        assert bytes(letters.getmask(character)) != missing, character


def test_no_caption_touches_an_edge() -> None:
    for film in films():
        for shot in film.script.shots:
            for say in shot.says:
                alpha = np.asarray(draw_caption(say.text, say.size).getchannel("A"))
                columns = np.flatnonzero(alpha.max(axis=0))
                rows = np.flatnonzero(alpha.max(axis=1))
                assert columns[0] >= 6 and columns[-1] <= 533, say.text
                assert rows[0] > 0 and rows[-1] < alpha.shape[0] - 1, say.text


def test_the_label_is_high_enough_and_stands_two_seconds() -> None:
    alpha = np.asarray(draw_label().convert("RGBA"))
    bright = np.flatnonzero((alpha[..., 0] > 200).any(axis=1))
    assert bright[-1] - bright[0] + 1 >= 0.05 * 540
    assert LABEL_SECONDS - 0.3 >= 2
    canvas = Image.new("RGB", (540, 960))
    lay_label(canvas, 2.2)
    assert np.asarray(canvas).max() > 230


def test_the_label_is_gone_later() -> None:
    canvas = Image.new("RGB", (540, 960))
    lay_label(canvas, 3.0)
    assert np.asarray(canvas).max() == 0
