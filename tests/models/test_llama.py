"""The real llama.cpp path with a tiny random model: a child process, spoken to through the adapter."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dazi.errors import ModelBusy, Transient
from dazi.models.child import Child, free_port, until_ready
from dazi.models.endpoint import Endpoint
from dazi.models.openai import OpenAI
from dazi.models.tiers import Tiers
from dazi.types import Call, Message, Options, Prompt

PROMPT = Prompt("you are a test", (Message("user", "hi"),))


def endpoint(port: int, key: str = "k") -> Endpoint:
    return Endpoint("embedded", f"http://127.0.0.1:{port}/v1", "tiny", key, slots=2, embedded=True)


async def test_the_embedded_server_answers_picks_and_follows_a_schema(tiny: Path) -> None:
    port, steps, calls = free_port(), [], list[Call]()
    tiers = Tiers({"fast": [OpenAI(endpoint(port))]})
    with pytest.raises(ModelBusy, match=r"model\.loading"):
        await tiers.complete("fast", PROMPT, Options())
    assert tiers.strength("fast") == "none" and not await tiers.ready()
    task = await until_ready(Child(str(tiny), port, "k", steps.append))
    try:
        assert await tiers.ready() and tiers.strength("deep") == "strong"
        chat = tiers.recording(calls.append)
        said = await chat.complete("fast", PROMPT, Options(max_tokens=8, seed=1))
        assert (
            said.text and said.finish == "length" and said.usage.tokens_out == 8 and said.usage.tokens_in > 5
        )
        letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        chances = await chat.pick("fast", PROMPT, letters)
        assert 0.2 < sum(chances) <= 1.0001 and len(chances) == len(letters)
        schema = {"type": "object", "properties": {"a": {"enum": ["x", "y"]}}, "required": ["a"]}
        made = await chat.complete("fast", PROMPT, Options(max_tokens=40, schema=schema))
        assert json.loads(made.text)["a"] in ("x", "y")
        assert [call.error for call in calls] == ["", "", ""]
        assert calls[1].usage.cached > 0  # the same prompt again: its prefix came from the cache
        assert [step["phase"] for step in steps] == ["load", "ready"]
        with pytest.raises(Exception, match=r"model\.key"):
            await OpenAI(endpoint(port, "wrong")).complete(PROMPT, Options(), 5)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await tiers.close()


async def test_a_file_that_is_no_model_fails_with_a_code(tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(Transient, match=r"models\.load"):
        await until_ready(Child(str(broken), free_port(), ""))


@pytest.mark.parametrize("how", ["pipe", "term"])
def test_the_child_ends_with_its_parents_pipe_and_on_sigterm(tiny: Path, how: str) -> None:
    command = [sys.executable, "-m", "dazi.models.llama", str(tiny)]
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert child.stdin and child.stdout
    with child.stdin, child.stdout:
        while b'"ready"' not in child.stdout.readline():
            pass
        if how == "pipe":
            child.stdin.close()
        else:
            os.kill(child.pid, signal.SIGTERM)
        assert child.wait(5) == (-signal.SIGKILL if how == "pipe" else -signal.SIGTERM)
        assert child.stdout.read() == b""  # the guard is gone as well: nobody holds the pipe
