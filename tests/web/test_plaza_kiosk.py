"""A page says that somebody comes near a clip; the plaza shows it when it has been drawn, and no longer when it went."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest
from fastapi.testclient import TestClient

from dazi.clips.kiosk import Kiosk
from dazi.clips.library import films
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.web.plaza_board import Board
from dazi.web.plaza_sample import sample

STOCK = [film for film in films() if film.stock]
OURS = {"X-Plaza": "1"}


def scribble(folder: Path, stem: str) -> "Popen[bytes]":
    """Stands for the drawing of a clip."""
    return Popen([sys.executable, "-c", f"open({str(folder / (stem + '.mp4'))!r}, 'w').write('clip')"])


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    kiosk = Kiosk(tmp_path / "clips", draw=scribble)
    app = create_plaza(tmp_path, token="t", clips=tmp_path / "clips", companion=CompanionCard(), kiosk=kiosk)
    with TestClient(app) as made:
        made.board = app.state.board  # type: ignore[attr-defined]
        yield made


def test_a_clip_is_drawn_when_somebody_comes_near_and_then_shown(client: TestClient, tmp_path: Path) -> None:
    film, board = STOCK[7], client.board  # type: ignore[attr-defined]
    before = client.get(f"/api/videos/{film.id}").json()
    assert not before["ready"] and before["src"] == ""
    assert client.get(before["poster"]).headers["content-type"] == "image/webp"
    assert client.post(f"/api/videos/{film.id}/near").status_code == 403, "no other site's form may ask"
    said = client.post(f"/api/videos/{film.id}/near", headers=OURS, json={"here": True})
    assert (said.status_code, said.json()) == (202, {"ready": False})
    path = tmp_path / "clips" / f"{film.stem}.mp4"
    for _ in range(500):
        if path.is_file():
            break
        time.sleep(0.02)
    board._looked = 0.0
    board.look()
    after = client.get(f"/api/videos/{film.id}").json()
    assert after["ready"] and client.get(after["src"]).content == b"clip"
    assert client.post(f"/api/videos/{film.id}/near", headers=OURS).status_code == 200

    path.unlink()
    board.kiosk.gone([path.name])
    assert not client.get(f"/api/videos/{film.id}").json()["ready"]


def test_nobody_comes_near_what_is_not_there(client: TestClient) -> None:
    assert client.post("/api/videos/no-such/near", headers=OURS).status_code == 404


def test_a_plaza_from_before_the_stock_gets_it_with_its_talk_and_keeps_its_own(tmp_path: Path) -> None:
    whole = sample()
    few = type(whole)(
        whole.people[:20], whole.clips[:8], {c.id: whole.remarks[c.id] for c in whole.clips[:8]}
    )

    def opened(seed: object) -> Board:
        app = create_plaza(tmp_path, token="t", clips=None, companion=CompanionCard(), seed=seed)  # type: ignore[arg-type]
        board: Board = app.state.board
        return board

    people = {
        remark.member for remarks in few.remarks.values() for one in remarks for remark in (one, *one.under)
    }
    assert people - {""} <= {person.id for person in whole.people}
    old = opened(few)
    first = old.reads.videos("")
    old.close()
    new = opened(whole)
    now = new.reads.videos("")
    assert [one["id"] for one in now] == [clip.id for clip in whole.clips]
    assert [one["comments"] for one in now[:8]] == [one["comments"] for one in first]
    assert all(one["author"]["name"] for one in now)
    assert new.reads.threads("cat-box", "", "hot", "", 30)[0]
    again = len(new.reads.threads("cat-box", "", "hot", "", 30)[0])
    new.close()
    third = opened(whole)
    assert len(third.reads.threads("cat-box", "", "hot", "", 30)[0]) == again, "nothing is said twice"
    third.close()
