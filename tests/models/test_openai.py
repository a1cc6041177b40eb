"""The chat adapter against a stub server: every kind of failure, and what it does not need the endpoint to understand."""

from __future__ import annotations

import json
import math
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from dazi.errors import DaziError, ModelBusy, ModelRefused
from dazi.models.endpoint import Endpoint, Price
from dazi.models.faults import delay
from dazi.models.openai import OpenAI
from dazi.types import Message, Options, Prompt

PROMPT = Prompt("stable", (Message("user", "hi"),))
SCHEMA = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}


class Adapter(OpenAI):
    """An OpenAI whose pauses are noted, not slept."""

    def __init__(self, url: str, **more: Any) -> None:
        self.pauses: list[float] = []
        super().__init__(Endpoint("stub", url, "stub", "secret", **more), self._note)

    async def _note(self, seconds: float) -> None:
        self.pauses.append(seconds)


async def outcome(call: Awaitable[Any]) -> Any:
    """What a call gives, or the code of its error."""
    try:
        return await call
    except DaziError as fault:
        return type(fault), fault.code


async def test_an_answer_with_usage_cost_and_the_stable_part_first(
    stubs: Callable[..., Any], say: Any
) -> None:
    usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
    stub = stubs(
        say.text(" <think>hm</think>\n你好 ", usage={**usage, "prompt_tokens_details": {"cached_tokens": 80}})
    )
    adapter = Adapter(
        stub.url, price=Price(2.0, 10.0, 0.5), extra={"chat_template_kwargs": {"enable_thinking": False}}
    )
    said = await adapter.complete(PROMPT, Options(stop=("STOP",), seed=4), 5)
    assert (said.text, said.model, said.finish) == ("你好", "stub", "stop")
    assert (said.usage.tokens_in, said.usage.tokens_out, said.usage.cached) == (100, 10, 80)
    assert said.usage.cost == pytest.approx((20 * 2 + 80 * 0.5 + 10 * 10) / 1e6)
    path, headers, body = stub.seen[0]
    assert path == "/v1/chat/completions" and headers["authorization"] == "Bearer secret"
    assert body["messages"] == [{"role": "system", "content": "stable"}, {"role": "user", "content": "hi"}]
    assert body["chat_template_kwargs"] == {"enable_thinking": False} and body["seed"] == 4
    await adapter.close()


@pytest.mark.parametrize(
    ("more", "cached"),
    [({"timings": {"cache_n": 70}}, 70), ({"timings": {"cache_n": 7000}}, 100), ({}, 0)],
)
async def test_cached_tokens_as_llama_cpp_tells_them(
    stubs: Callable[..., Any], say: Any, more: dict[str, Any], cached: int
) -> None:
    adapter = Adapter(stubs(say.text("ok", **more)).url)
    assert (await adapter.complete(PROMPT, Options(), 5)).usage.cached == cached
    await adapter.close()


@pytest.mark.parametrize(
    ("status", "message", "kind", "code", "asked"),
    [
        (500, "x", ModelBusy, "model.busy", 2),
        (503, "x", ModelBusy, "model.busy", 2),
        (408, "x", ModelBusy, "model.busy", 2),
        (409, "x", ModelBusy, "model.busy", 2),
        (429, "slow down", ModelBusy, "model.busy", 2),
        (429, "insufficient_quota", ModelRefused, "model.balance", 1),
        (401, "bad key", ModelRefused, "model.key", 1),
        (403, "x", ModelRefused, "model.key", 1),
        (402, "pay", ModelRefused, "model.balance", 1),
        (404, "no such model", ModelRefused, "model.missing", 1),
        (400, "maximum context length exceeded", ModelRefused, "model.long", 1),
        (400, "data_inspection_failed", ModelRefused, "model.filtered", 1),
        (400, "whatever", ModelRefused, "model.refused", 1),
        (422, "whatever", ModelRefused, "model.refused", 1),
    ],
)
async def test_each_status_becomes_the_right_error(
    stubs: Callable[..., Any], say: Any, status: int, message: str, kind: type, code: str, asked: int
) -> None:
    stub = stubs(say.no(status, message))
    adapter = Adapter(stub.url)
    assert await outcome(adapter.complete(PROMPT, Options(), 5)) == (kind, code)
    assert len(stub.seen) == asked
    await adapter.close()


async def test_retry_after_is_obeyed_when_short_and_passed_on_when_long(
    stubs: Callable[..., Any], say: Any
) -> None:
    short = Adapter(stubs(say.no(429, **{"Retry-After": "3"}), say.text("ok")).url)
    assert (await short.complete(PROMPT, Options(), 5)).text == "ok" and short.pauses == [3.0]
    long = Adapter(stubs(say.no(429, **{"Retry-After": "60"}), say.text("ok")).url)
    with pytest.raises(ModelBusy) as caught:
        await long.complete(PROMPT, Options(), 5)
    assert caught.value.arguments["retry_after"] == 60.0 and long.pauses == []
    await short.close()
    await long.close()


def test_retry_after_in_all_its_forms() -> None:
    assert delay({"retry-after": "2.5"}) == 2.5
    assert delay({"retry-after-ms": "250"}) == 0.25
    assert delay({"retry-after": "Wed, 25 Nov 2026 03:00:10 GMT"}, now=1795575600.0) == 10.0
    assert delay({"retry-after": "soon"}) is None and delay({}) is None


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"null", b"[]", b"{}", b'{"choices": []}', b'{"choices": [{}]}', b'{"choices": null}',
        b'{"choices": [{"message": null}]}', b'{"choices": [{"message": {"content": 5}}]}', b'{"error": "oops"}',
    ],
)  # fmt: skip
async def test_an_answer_of_another_shape_is_asked_again_then_refused(
    stubs: Callable[..., Any], say: Any, body: bytes
) -> None:
    stub = stubs(say.raw(body))
    adapter = Adapter(stub.url)
    assert await outcome(adapter.complete(PROMPT, Options(), 5)) == (ModelRefused, "model.rubbish")
    assert len(stub.seen) == 2
    assert await outcome(adapter.pick(PROMPT, "12", 5)) == (ModelRefused, "model.rubbish")
    await adapter.close()


@pytest.mark.parametrize(
    "text", [None, "", "  \n", "<think>only thoughts", "\ufffd\ufffd\ufffd a", "哈" * 99]
)
async def test_nothing_usable_is_asked_again_and_may_be_better(
    stubs: Callable[..., Any], say: Any, text: str | None
) -> None:
    adapter = Adapter(stubs(say.text(text), say.text("ok")).url)
    assert (await adapter.complete(PROMPT, Options(), 5)).text == "ok"
    await adapter.close()


async def test_html_in_place_of_an_answer(stubs: Callable[..., Any], say: Any) -> None:
    page = say.raw(b"<!DOCTYPE html><html><body>gateway</body></html>", headers={"Content-Type": "text/html"})
    adapter = Adapter(stubs(page).url)
    assert await outcome(adapter.complete(PROMPT, Options(), 5)) == (ModelRefused, "model.rubbish")
    await adapter.close()


async def test_a_hanging_endpoint_ends_at_the_time_limit(stubs: Callable[..., Any], say: Any) -> None:
    slow = say.text("late")
    slow.hang = 30
    adapter = Adapter(stubs(slow).url)
    assert await outcome(adapter.complete(PROMPT, Options(), 0.2)) == (ModelBusy, "model.timeout")
    await adapter.close()


async def test_a_connection_that_breaks_off_and_one_that_is_refused(
    stubs: Callable[..., Any], say: Any
) -> None:
    cut = say.text("half")
    cut.cut = 20
    stub = stubs(cut, say.text("whole"))
    adapter = Adapter(stub.url)
    assert (await adapter.complete(PROMPT, Options(), 5)).text == "whole" and len(stub.seen) == 2
    await adapter.close()
    gone, own = Adapter("http://127.0.0.1:9/v1"), Adapter("http://127.0.0.1:9/v1", embedded=True)
    assert await outcome(gone.complete(PROMPT, Options(), 5)) == (ModelBusy, "model.unreachable")
    assert (
        await outcome(own.complete(PROMPT, Options(), 5)) == (ModelBusy, "model.loading") and own.pauses == []
    )
    assert not await gone.ready()
    await gone.close()
    await own.close()


async def test_the_embedded_server_that_answers_503_is_loading(stubs: Callable[..., Any], say: Any) -> None:
    adapter = Adapter(stubs(say.no(503, "Loading model")).url, embedded=True)
    assert await outcome(adapter.complete(PROMPT, Options(), 5)) == (ModelBusy, "model.loading")
    await adapter.close()


async def test_json_by_schema_then_as_an_object_then_in_words(stubs: Callable[..., Any], say: Any) -> None:
    def make(path: str, headers: dict[str, str], body: Any) -> Any:
        kind = body.get("response_format", {}).get("type")
        if kind:
            return say.no(400, f"response_format {kind} is not supported")
        return say.text('```json\n{"n": 3}\n```')

    stub = stubs(make=make)
    adapter = Adapter(stub.url)
    for _ in range(2):
        assert (await adapter.complete(PROMPT, Options(schema=SCHEMA), 5)).text == '{"n": 3}'
    kinds = [body.get("response_format", {}).get("type") for _, _, body in stub.seen]
    assert kinds == ["json_schema", "json_object", None, None]  # found out once, then known
    assert json.dumps(SCHEMA) in stub.seen[-1][2]["messages"][-1]["content"]
    await adapter.close()


async def test_json_that_breaks_the_schema_is_refused(stubs: Callable[..., Any], say: Any) -> None:
    adapter = Adapter(stubs(say.text('{"n": "three"}')).url)
    assert await outcome(adapter.complete(PROMPT, Options(schema=SCHEMA), 5)) == (
        ModelRefused,
        "model.rubbish",
    )
    await adapter.close()


async def test_parameters_that_an_endpoint_refuses_are_left_out(stubs: Callable[..., Any], say: Any) -> None:
    def make(path: str, headers: dict[str, str], body: Any) -> Any:
        if "max_tokens" in body:
            return say.no(400, "Use 'max_completion_tokens' instead of 'max_tokens'")
        if "temperature" in body:
            return say.no(400, "temperature is fixed for this model")
        if "thinking" in body:
            return say.no(400, "unknown field thinking")
        return say.text("a<end>b")

    adapter = Adapter(stubs(make=make).url, extra={"thinking": {"type": "disabled"}})
    assert (await adapter.complete(PROMPT, Options(stop=("<end>",)), 5)).text == "a"
    await adapter.close()


def top(**chances: float) -> dict[str, Any]:

    tops = [{"token": token, "logprob": math.log(chance), "bytes": None} for token, chance in chances.items()]
    return {
        "content": [{"token": "x", "logprob": -1.0, "bytes": None, "top_logprobs": tops}],
        "refusal": None,
    }


async def test_pick_reads_the_first_tokens_chances(stubs: Callable[..., Any], say: Any) -> None:
    told = top(**{"1": 0.4, " 1": 0.1, "２": 0.25, "笑": 0.2})
    stub = stubs(say.text("1", logprobs=told))
    adapter = Adapter(stub.url)
    picked = await adapter.pick(PROMPT, ("1", "2", "3"), 5)
    assert picked.chances == pytest.approx((0.5, 0.25, 0.0)) and picked.answer == "1"
    body = stub.seen[0][2]
    assert (body["max_tokens"], body["logprobs"], body["top_logprobs"], body["temperature"]) == (
        1,
        True,
        20,
        0.0,
    )
    await adapter.close()


async def test_pick_without_log_probabilities(stubs: Callable[..., Any], say: Any) -> None:
    rejecting = Adapter(
        stubs(
            make=lambda p, h, b: (
                say.no(400, "logprobs not supported") if "logprobs" in b else say.text("选 2。")
            )
        ).url
    )
    assert (await rejecting.pick(PROMPT, "123", 5)).chances == (0.0, 1.0, 0.0)
    silent = Adapter(stubs(make=lambda p, h, b: say.text("选" if b["max_tokens"] == 1 else "选：3")).url)
    assert (await silent.pick(PROMPT, "123", 5)).chances == (0.0, 0.0, 1.0)
    await rejecting.close()
    await silent.close()


async def test_pictures_go_only_to_those_that_see_and_only_as_bytes(
    stubs: Callable[..., Any], say: Any
) -> None:
    shown = Prompt("s", (Message("user", "what is it", ("data:image/png;base64,AAAA",)),))
    stub = stubs(say.text("a cat"))
    seeing, blind = Adapter(stub.url, sees=True), Adapter(stub.url)
    await seeing.complete(shown, Options(), 5)
    assert stub.seen[0][2]["messages"][1]["content"] == [
        {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}},
        {"type": "text", "text": "what is it"},
    ]
    assert await outcome(blind.complete(shown, Options(), 5)) == (ModelRefused, "model.blind")
    remote = Prompt("s", (Message("user", "x", ("http://127.0.0.1/secret",)),))
    assert await outcome(seeing.complete(remote, Options(), 5)) == (ModelRefused, "model.picture")
    await seeing.close()
    await blind.close()


async def test_each_picture_stands_where_the_text_has_a_place_for_it(
    stubs: Callable[..., Any], say: Any
) -> None:
    stub = stubs(say.text("a cat"))
    seeing = Adapter(stub.url, sees=True)
    pictures = ("data:image/jpeg;base64,AAAA", "data:image/jpeg;base64,BBBB")
    woven = Prompt("s", (Message("user", "[00:00]\ufffc\n[00:03]\ufffc\n<title>x</title>", pictures),))
    await seeing.complete(woven, Options(), 5)
    parts = [
        part.get("text") or part["image_url"]["url"] for part in stub.seen[0][2]["messages"][1]["content"]
    ]
    assert parts == ["[00:00]", pictures[0], "\n[00:03]", pictures[1], "\n<title>x</title>"]
    fewer = Prompt("s", (Message("user", "one\ufffc", pictures),))
    await seeing.complete(fewer, Options(), 5)
    kinds = [part["type"] for part in stub.seen[1][2]["messages"][1]["content"]]
    assert kinds == ["image_url", "image_url", "text"]
    await seeing.close()
