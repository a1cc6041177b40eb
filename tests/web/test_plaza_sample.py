"""The plaza's first day with the films that ship, and a later start with films drawn anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dazi.web.plaza import CompanionCard, create_plaza
from dazi.web.plaza_board import Board
from dazi.web.plaza_sample import sample
from dazi.web.plaza_seed import Seed


def opened(folder: Path, seed: Seed | None = None, card: CompanionCard | None = None) -> Board:
    card = card or CompanionCard()
    app = create_plaza(folder, token="t", clips=folder / "clips", companion=card, seed=seed)
    board: Board = app.state.board
    return board


def test_the_shipped_films_fill_the_feed_with_posters_at_once(tmp_path: Path) -> None:
    board = opened(tmp_path)
    videos = board.reads.videos("")
    assert len(videos) >= 8 and videos[0]["ready"], "the first ships ready made"
    for video in videos:
        assert video["ai_made"] and video["poster"] and video["tags"] and video["captions"]
        assert video["title"] and video["title_en"] and 5 < video["seconds"] < 90
        assert video["ready"] == bool(video["src"])
    assert len(board.reads.demo()) == 6
    board.close()


def test_thirty_threads_have_the_companion_in_them_each_marked(tmp_path: Path) -> None:
    board = opened(tmp_path)
    threads = []
    for video in board.reads.videos(""):
        page, mark = board.reads.threads(video["id"], "", "hot", "", 100)
        assert mark is None and video["comments"] == sum(1 + thread["top"]["replies"] for thread in page)
        threads += page
    said = [comment for thread in threads for comment in (thread["top"], *thread["replies"])]
    assert all(comment["sample"] for comment in said)
    assert all(bool(comment["label"]) == comment["member"]["ai"] for comment in said)
    assert board.companion.page("")["counts"]["threads"] >= 30
    for thread in threads:
        moments = [comment["at"] for comment in (thread["top"], *thread["replies"])]
        assert moments == sorted(moments)
    assert board.ears.heard(0)[0] == [], "none of them reaches the companion"
    board.close()


def test_the_samples_call_the_companion_by_its_handle(tmp_path: Path) -> None:
    board = opened(tmp_path, card=CompanionCard(name="阿布", handle="阿布"))
    page, _ = board.reads.threads("cat-taxi", "", "hot", "", 100)
    tops = [thread["top"]["text"] for thread in page]
    assert any("@阿布" in text for text in tops) and not any("@小搭" in text for text in tops)
    board.close()


def test_films_drawn_anew_take_the_place_of_the_old(tmp_path: Path) -> None:
    seed = sample()
    opened(tmp_path, seed).close()
    clips = tuple(replace(clip, file=f"{clip.id}-new.mp4", seconds=9.5) for clip in seed.clips)
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / f"{clips[1].id}-new.mp4").write_bytes(b"film")
    board = opened(tmp_path, replace(seed, clips=clips))
    ready = {video["id"]: video["src"] for video in board.reads.videos("") if video["ready"]}
    assert ready == {clips[1].id: f"/media/clips/{clips[1].id}-new.mp4"}
    assert all(video["seconds"] == 9.5 for video in board.reads.videos(""))
    board.close()
