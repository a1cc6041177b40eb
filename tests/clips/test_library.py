"""The shipped films, a tiny film through the whole renderer, and how renders are kept."""

import json
import os
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from dazi.clips import library
from dazi.clips.encode import read_aigc
from dazi.clips.library import films, first_films, read_film, render, render_missing, render_poster
from dazi.errors import ConfigError, Transient

TINY = """
id = "tiny"
poster = 0.5
[score]
chords = "C"
lead = "c5 e5"
[[shots]]
seconds = 1.0
sky = ["#335577", "#ffcc88"]
says = [{ at = 0.0, for = 1.0, text = "少许" }]
items = [
  { name = "cat", icon = "cat", at = [270, 700], size = 200, shadow = 0.5, acts = [{ do = "hop", for = 1.0, by = 80 }] },
  { icon = "red-heart", on = "cat", at = [0, -200], size = 40 },
  { glow = "#ffeeaa", at = [270, 300], size = 300 },
  { emit = { kind = "snow", count = 5, area = [0, 0, 540, 900] } },
]
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> library.Clip:
    return render(read_film(TINY, "tiny"), tmp_path_factory.mktemp("clips"))


def test_the_eight_films_load_and_the_first_is_ready_made() -> None:
    shipped = first_films()
    assert films()[:8] == shipped
    assert len(shipped) == 8
    assert len({film.id for film in shipped}) == 8
    assert shipped[0].ready_video is not None, "run: python -m dazi.clips --ready"
    for film in shipped:
        assert 7 <= film.seconds <= 12
        assert 3 <= len(film.script.shots) <= 5
        assert 0 <= film.script.poster < film.seconds
        assert film.ready_poster is not None, "run: python -m dazi.clips --ready"
        assert film.ready_poster.stat().st_size <= 40_000
    first = shipped[0].ready_video.stat().st_size + (shipped[0].ready_poster or Path()).stat().st_size
    assert first < 1_200_000


def test_what_ships_ready_made_belongs_to_a_film_and_is_labelled() -> None:
    stems = {film.stem for film in films()}
    for path in library.READY.iterdir():
        assert path.stem in stems
    video = films()[0].ready_video
    assert video is not None
    assert json.loads(read_aigc(video))["Label"] == "1"
    with av.open(str(video)) as container:
        assert abs((container.duration or 0) / 1e6 - films()[0].seconds) < 0.3


def test_the_still_of_every_film_is_ready_made_from_its_present_script() -> None:
    missing = [film.id for film in films() if film.ready_poster is None]
    assert not missing, "run: python -m dazi.clips --ready"
    assert all(path.stat().st_size <= 40_000 for film in films() if (path := film.ready_poster))


def test_captions_lie_inside_their_shots() -> None:
    for film in films():
        for shot in film.script.shots:
            for say in shot.says:
                assert 0 <= say.at < say.at + say.seconds <= shot.seconds + 0.001, (film.id, say.text)


def test_a_tiny_film_has_picture_sound_and_index_in_front(tiny: library.Clip) -> None:
    with av.open(str(tiny.video)) as container:
        picture, hearing = container.streams.video[0], container.streams.audio[0]
        assert (picture.codec_context.name, picture.width, picture.height) == ("h264", 540, 960)
        assert picture.average_rate == 24
        assert hearing.codec_context.name == "aac"
        frames = list(container.decode(picture))
        assert len(frames) == 24
    head = tiny.video.read_bytes()
    assert head.index(b"moov") < head.index(b"mdat")
    with av.open(str(tiny.video)) as container:
        sound = np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)
    assert 0.05 < float(np.abs(sound).max()) <= 1.0
    assert abs(sound.shape[1] / 44_100 - 1.0) < 0.1


def test_the_implicit_label_is_read_back_from_clip_and_poster(tiny: library.Clip) -> None:
    label = read_aigc(tiny.video)
    assert label.isascii()
    assert list(json.loads(label)) == [
        "Label", "ContentProducer", "ProduceID", "ReservedCode1", "ContentPropagator", "PropagateID", "ReservedCode2",
    ]  # fmt: skip
    assert json.loads(label)["ProduceID"] == tiny.video.stem
    with Image.open(tiny.poster) as poster:
        assert b"<TC260:AIGC>" in poster.info["xmp"]
        assert poster.size == (540, 960)


def test_the_figure_moves_between_frames(tiny: library.Clip) -> None:
    with av.open(str(tiny.video)) as container:
        frames = [frame.to_ndarray(format="gray").astype(int) for frame in container.decode(video=0)]
    assert np.abs(frames[12] - frames[1])[500:720, 150:390].mean() > 2


def test_the_hash_follows_script_and_art() -> None:
    one = read_film(TINY, "tiny")
    assert read_film(TINY, "tiny").hash == one.hash
    assert read_film(TINY.replace("by = 80", "by = 81"), "tiny").hash != one.hash
    assert read_film(TINY.replace('icon = "cat"', 'icon = "dog"'), "tiny").hash != one.hash
    assert one.hash[:12] in one.stem


def test_a_render_is_kept_and_not_made_again(tiny: library.Clip) -> None:
    before = tiny.video.stat().st_mtime_ns
    again = render(read_film(TINY, "tiny"), tiny.video.parent)
    assert again == tiny
    assert tiny.video.stat().st_mtime_ns == before


def test_a_stopped_render_leaves_nothing_half_made_and_goes_on_later(tmp_path: Path) -> None:
    film = read_film(TINY, "tiny")
    calls = iter([False, False, True])
    with pytest.raises(Transient):
        render(film, tmp_path, stop=lambda: next(calls))
    left = [path.name for path in tmp_path.iterdir() if path.name not in (".drawing", ".next")]
    assert left == [f"{film.stem}.webp"]
    assert render(film, tmp_path).video.is_file()


def test_all_posters_come_before_the_clips_and_stop_is_heard(tmp_path: Path) -> None:
    dead = tmp_path / ".old-123.999999999.part.mp4"
    dead.write_bytes(b"half")
    mine = tmp_path / f".now-123.{os.getpid()}.part.mp4"
    mine.write_bytes(b"half")
    clips = render_missing(tmp_path, stop=lambda: True)
    assert [clip.video.name for clip in clips] == [
        f"{films()[0].stem}.mp4"
    ]  # the ready made one costs nothing
    assert {path.stem for path in tmp_path.glob("*.webp")} == {film.stem for film in first_films()}
    assert not dead.exists()
    assert mine.exists()


def test_a_poster_always_bears_the_visible_label(tmp_path: Path) -> None:
    film = read_film(
        TINY.replace("seconds = 1.0\nsky", "seconds = 4.0\nsky").replace("poster = 0.5", "poster = 3.5"),
        "tiny",
    )
    with Image.open(render_poster(film, tmp_path)) as poster:
        corner = np.asarray(poster.convert("L").crop((40, 45, 220, 105)))
    assert corner.max() > 235
    assert corner.min() < 70


def test_a_missing_icon_or_art_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as icon:
        read_film(TINY.replace('icon = "cat"', 'icon = "no-such-thing"'), "tiny")
    assert icon.value.code == "clips_icon_missing"
    with pytest.raises(ConfigError) as art:
        read_film(TINY.replace('icon = "cat"', 'art = "../../secret"'), "tiny")
    assert art.value.code == "clips_art_missing"
