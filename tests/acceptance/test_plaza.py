"""A new user's way: `dazi run`, the page in a real browser, a comment that calls, a reply; a stub plays the model."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HERE = Path(__file__).parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def browser_path() -> str | None:
    """Debian's Chromium; None lets playwright take its own."""
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))),
        None,
    )


@dataclass
class Dazi:
    """A running `dazi run` over a stub model."""

    url: str
    data: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes]

    def command(self, *words: str) -> str:
        done = subprocess.run([sys.executable, "-m", "dazi", *words], env=self.environment, capture_output=True, text=True, timeout=60, check=True)  # fmt: skip
        return done.stdout

    def until_ready(self, seconds: float = 40) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if httpx.get(f"{self.url}/readyz", trust_env=False, timeout=2).status_code == 200:
                    return
            except httpx.HTTPError:
                time.sleep(0.1)
            time.sleep(0.1)
        raise AssertionError("not ready")


@pytest.fixture(scope="module")
def dazi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dazi]:
    folder = tmp_path_factory.mktemp("dazi")
    model_port, port = free_port(), free_port()
    model = subprocess.Popen([sys.executable, str(HERE / "stub_model.py"), str(model_port), "0.3"])
    config = folder / "dazi.toml"
    config.write_text(
        f'clips = false\n[limits]\nmember_day = 0\n[[tiers.fast]]\nbase_url = "http://127.0.0.1:{model_port}/v1"\nmodel = "stub"\nstrength = "weak"\n'
    )
    environment = {
        **os.environ,
        "DAZI_CONFIG": str(config),
        "DAZI_DATA": str(folder / "data"),
        "DAZI_LANG": "zh",
    }
    environment.pop("DAZI_PORT", None)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "dazi", "run", "--port", str(port)],
            env=environment,
            stdout=log,
            stderr=log,
        )
    made = Dazi(f"http://127.0.0.1:{port}", folder / "data", environment, process)
    try:
        made.until_ready()
        yield made
    except AssertionError as error:
        raise AssertionError((folder / "log").read_text("utf-8", "replace")[-4000:]) from error
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        model.kill()
        model.wait()


@pytest.fixture
def page(dazi: Dazi) -> Iterator[Page]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path(), args=FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 860}, locale="zh-CN")
        made = context.new_page()
        made.goto(dazi.url)
        yield made
        browser.close()


def say(page: Page, text: str) -> None:
    page.locator(".composer textarea").fill(text)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="发送").click()


def test_a_comment_that_calls_is_answered_in_the_page(page: Page, dazi: Dazi) -> None:
    say(page, "@小搭 把“早上好，测试甲”翻译成英文")
    expect(page.get_by_text("测试甲").last).to_be_visible()
    row = waited(dazi, "测试甲")
    assert row["skill"] == "translate" and row["outcome"] == "posted"
    expect(page.get_by_text(row["reply"].splitlines()[0][:10]).last).to_be_visible(timeout=10000)
    expect(page.get_by_text("AI生成").last).to_be_visible()


def test_a_joke_comes_from_the_repertoire(page: Page, dazi: Dazi) -> None:
    say(page, "@小搭 讲个段子（甲）")
    rows = waited(dazi, "讲个段子（甲）")
    assert rows["outcome"] == "posted" and rows["skill"] == "joke" and len(rows["reply"]) > 10
    expect(page.get_by_text(rows["reply"][:12], exact=False).last).to_be_visible(timeout=10000)


def test_the_operators_switch_silences_within_a_second(page: Page, dazi: Dazi) -> None:
    dazi.command("off")
    say(page, "@小搭 现在呢（乙）")
    row = waited(dazi, "现在呢（乙）")
    assert (row["outcome"], row["reason"]) == ("silent", "silence.off")
    dazi.command("on")
    say(page, "@小搭 讲个笑话（丙）")
    assert waited(dazi, "讲个笑话（丙）")["outcome"] == "posted"


def test_health_and_metrics_tell_of_it(dazi: Dazi) -> None:
    web = httpx.Client(base_url=dazi.url, trust_env=False)
    assert web.get("/livez").status_code == 200 and web.get("/readyz").status_code == 200
    text = web.get("/metrics").text
    assert "dazi_queue_waiting" in text and 'dazi_stage_seconds_count{stage="decide"}' in text
    assert web.get("/", headers={"Host": "evil.example"}).status_code == 421
    web.close()


def waited(dazi: Dazi, text: str, seconds: float = 20) -> dict[str, str]:
    """The mention's row, as the command tells it, once it has ended."""
    end = time.monotonic() + seconds
    with closing(sqlite3.connect(dazi.data / "dazi.db")) as store:
        while not store.execute(
            "SELECT 1 FROM mentions WHERE instr(text, ?) AND state = 'done'", (text,)
        ).fetchone():
            assert time.monotonic() < end, f"{text} was not answered"
            time.sleep(0.2)
    (row,) = map(json.loads, dazi.command("mentions", "list", "--search", text, "--json").splitlines())
    assert row["outcome"]
    return dict(row)


def test_a_wish_for_a_picture_gets_a_line_and_a_labelled_picture(page: Page, dazi: Dazi) -> None:
    say(page, "@小搭 画一个戴墨镜的柴犬在月球冲浪")
    row = waited(dazi, "月球冲浪")
    assert (row["skill"], row["outcome"], len(row["posted"].split())) == ("draw", "posted", 2)
    thread = page.locator(".thread", has_text="月球冲浪").first
    expect(thread.get_by_text(row["reply"])).to_be_visible(timeout=10000)
    shown = thread.get_by_role("img", name="一个戴墨镜的柴犬在月球冲浪")
    expect(shown).to_be_visible(timeout=10000)
    content = httpx.get(f"{dazi.url}{shown.get_attribute('src')}", trust_env=False)
    assert content.headers["x-content-type-options"] == "nosniff"
    assert "immutable" in content.headers["cache-control"]
    held = dazi.data / "drawn.png"
    held.write_bytes(content.content)
    assert "stickers" in dazi.command("label", "verify", str(held))
