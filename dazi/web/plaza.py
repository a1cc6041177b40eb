"""The plaza, the demo community, as an ASGI app of its own with its own database; Dazi reaches it by HTTP only."""

from __future__ import annotations

import argparse
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from sqlalchemy.exc import OperationalError

from dazi.clips.kiosk import Kiosk
from dazi.pictures import Marker
from dazi.types import Lang
from dazi.web.comment_art_routes import art_routes
from dazi.web.comment_mood import mood_routes
from dazi.web.plaza_board import Board, Pace
from dazi.web.plaza_bot import bot_routes
from dazi.web.plaza_chat import chat_routes
from dazi.web.plaza_dev import dev_routes
from dazi.web.plaza_faults import install
from dazi.web.plaza_kiosk import kiosk_routes
from dazi.web.plaza_media import media_routes
from dazi.web.plaza_member import member_routes
from dazi.web.plaza_sample import sample
from dazi.web.plaza_seed import CompanionCard, Seed

__all__ = ["CompanionCard", "create_plaza"]


def create_plaza(
    folder: Path,
    *,
    token: str,
    clips: Path | None,
    companion: CompanionCard,
    lang: Lang = "zh",
    seed: Seed | None = None,
    a_minute: int = 30,
    marker: Marker | None = None,
    kiosk: Kiosk | None = None,
) -> FastAPI:
    """The plaza over `<folder>/plaza.db`, made and filled with `seed` (the sample films' by default) when it is not
    there. `token` is what the companion bears; `clips` is the folder in which rendered clips come to lie; `lang` is
    spoken to readers who ask for none; `a_minute` comments a member may write within a minute (0: any number);
    `marker` reads the labels of the companion's pictures for who asks how one was made; `kiosk` has the clips drawn that
    somebody comes near to.

    Mount it where its paths (/api, /media) are free. `app.state.board.live.close()` ends streams and long polls,
    `app.state.board.close()` everything; a server has to be stopped with a timeout or after the former."""
    board = Board(
        folder,
        token=token,
        clips=clips,
        companion=companion,
        seed=seed if seed is not None else sample(companion.handle),
        pace=Pace(a_minute),
        marker=marker,
        kiosk=kiosk,
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        board.close()

    app = FastAPI(title="Dazi plaza", openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.board = board
    app.state.lang = lang
    install(app, locked=OperationalError)
    for router in (
        member_routes(board),
        bot_routes(board),
        media_routes(board),
        art_routes(board),
        mood_routes(board),
        chat_routes(board),
        kiosk_routes(board),
    ):
        app.include_router(router)
    return app


def main() -> None:
    """A plaza for those who work on it: with the page, a stub of Dazi's own routes and, asked for, an echo."""
    parser = argparse.ArgumentParser(prog="python -m dazi.web.plaza", description=main.__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--port", type=int, default=8700)
    parser.add_argument("--clips", type=Path, help="where rendered clips lie (default: <folder>/clips)")
    parser.add_argument("--token", default=os.environ.get("DAZI_PLAZA_TOKEN", "dev"))
    parser.add_argument(
        "--echo", action="store_true", help="let a stub companion answer every comment that calls it"
    )
    chosen = parser.parse_args()
    card = CompanionCard()
    clips = chosen.clips or chosen.folder / "clips"
    app = create_plaza(chosen.folder, token=chosen.token, clips=clips, companion=card, kiosk=Kiosk(clips))
    dev_routes(
        app,
        Path(__file__).parent,
        card,
        f"http://127.0.0.1:{chosen.port}" if chosen.echo else "",
        chosen.token,
    )
    uvicorn.run(app, host="127.0.0.1", port=chosen.port, timeout_graceful_shutdown=1)


if __name__ == "__main__":
    main()
