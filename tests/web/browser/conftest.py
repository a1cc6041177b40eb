"""A browser for the tests of one file, and fresh visitors' pages in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = "/usr/bin/chromium"
        browser = playwright.chromium.launch(
            executable_path=path if Path(path).exists() else None, args=FLAGS
        )
        yield browser
        browser.close()


@pytest.fixture
def fresh(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Makes blank pages, each of a visitor of its own; an error or a policy violation in any of them fails the test."""
    contexts = []
    errors: list[str] = []

    def made(size: tuple[int, int], scheme: str, cookies: Sequence[Any] = (), **more: Any) -> Page:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme="light" if scheme == "light" else "dark",
            locale="zh-CN", reduced_motion="reduce", **more,
        )  # fmt: skip
        contexts.append(context)
        if cookies:
            context.add_cookies(cookies)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if "Content Security" in said.text else None)
        return page

    yield made
    for context in contexts:
        context.close()
    assert errors == []
