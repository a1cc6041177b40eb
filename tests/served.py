"""An application on a free port of loopback, served by a thread of the test's own process."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI


@contextmanager
def served(app: Any, plaza: FastAPI | None = None) -> Iterator[str]:
    """Its address. The open streams of `plaza` (the application itself, or one within it) end before the server does."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_level="warning", log_config=None, timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            if plaza is not None:
                plaza.state.board.live.close()
            server.should_exit = True
            thread.join(10)
