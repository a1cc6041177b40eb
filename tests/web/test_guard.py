"""The outer wall: hosts, origins, headers."""

from __future__ import annotations

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dazi.web.guard import Guard, host_name


async def hello(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.state.nonce)


APP = Guard(Starlette(routes=[Route("/", hello, methods=["GET", "POST"])]), ("127.0.0.1", "localhost"))


async def ask(method: str = "GET", host: str = "127.0.0.1:8848", **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(APP)
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        sent = {"Host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return await client.request(method, "/", headers=sent)


async def test_known_hosts_pass_with_a_policy_and_a_nonce() -> None:
    answer = await ask()
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert f"'nonce-{answer.text}'" in policy and "unsafe-eval" not in policy
    assert (await ask()).text != answer.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::1", "8848"])
async def test_other_hosts_are_refused_in_the_readers_language(host: str) -> None:
    answer = await ask(host=host, Accept_Language="en-GB")
    assert answer.status_code == 421
    assert "127.0.0.1" in answer.json()["error"]["message"]


async def test_writes_from_another_origin_are_refused() -> None:
    assert (await ask("POST", Origin="http://evil.example")).status_code == 403
    assert (await ask("POST", Origin="http://127.0.0.1:8848")).status_code == 200
    assert (await ask("POST")).status_code == 200


@pytest.mark.parametrize(
    ("value", "name"), [("LOCALHOST:80", "localhost"), ("[::1]:8848", "::1"), ("[::1", "")]
)
def test_host_names(value: str, name: str) -> None:
    assert host_name(value) == name
