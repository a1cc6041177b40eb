"""The OpenAI-compatible chat adapter: one endpoint over the `openai` SDK, whatever dialect it turns out to speak."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import httpx2
import openai
from openai import AsyncOpenAI, DefaultAsyncHttpxClient
from openai.types.chat import ChatCompletion

from dazi.errors import ModelBusy, ModelRefused
from dazi.models.answers import chosen, mass, parsed, rubbish, spoken
from dazi.models.endpoint import Endpoint, Picked
from dazi.models.faults import Unfit, culprit, judged
from dazi.types import Completion, Message, Options, Prompt, Usage

HERE = "\ufffc"  # in a message's text: a picture stands here
PAUSE = 0.5  # seconds before the one retry, where the endpoint asks for none
T = TypeVar("T")
Body = Callable[[frozenset[str]], dict[str, Any]]  # a request without the features that the endpoint lacks
PATIENT = 5.0  # the longest Retry-After that is waited for here; beyond it a fallback is the better answer


class OpenAI:
    """Speaks to one endpoint (the Adapter of endpoint.py). A call is tried twice on errors that pass; what the
    endpoint does not understand (JSON schema, log-probabilities, odd parameters) is left out from then on."""

    def __init__(self, endpoint: Endpoint, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self.endpoint = endpoint
        self._sleep = sleep
        self._lacks: frozenset[str] = frozenset()
        self._client = AsyncOpenAI(
            api_key=endpoint.key or "none",
            base_url=endpoint.url,
            max_retries=0,
            http_client=DefaultAsyncHttpxClient(
                trust_env=not endpoint.local, timeout=httpx2.Timeout(600.0, connect=5.0)
            ),
        )

    async def complete(self, prompt: Prompt, options: Options, timeout: float) -> Completion:
        """The answer, its thoughts taken off; with `options.schema` its text is JSON that follows the schema."""

        def read(answer: ChatCompletion) -> Completion:
            text, finish = self._text(answer)
            text = _cut(text, options.stop)
            if options.schema is not None:
                inner = parsed(text, options.schema)
                if inner is None:
                    raise Unfit("the answer does not follow the schema")
                text = inner
            if rubbish(text):
                raise Unfit("nothing usable in the answer")
            return Completion(text, answer.model or self.endpoint.model, finish, self._usage(answer))

        return await self._patiently(lambda lacks: self._body(prompt, options, lacks), read, timeout)

    async def pick(self, prompt: Prompt, choices: Sequence[str], timeout: float) -> Picked:
        """The choices' probabilities as the first token; without log-probabilities 1.0 on what was answered."""

        silent = False  # the endpoint takes the wish for log-probabilities and gives none

        def body(lacks: frozenset[str]) -> dict[str, Any]:
            wordy = silent or "logprobs" in lacks
            made = self._body(prompt, Options(max_tokens=16 if wordy else 1, temperature=0.0), lacks)
            if not wordy:
                made |= {"logprobs": True, "top_logprobs": 5 if "top_logprobs" in lacks else 20}
            return made

        def read(answer: ChatCompletion) -> Picked:
            nonlocal silent
            tokens = _first_token(answer)
            said = spoken(_message(answer).content or "")
            if tokens:
                chances = mass(tokens, choices)
            else:
                silent = True
                index = chosen(said, choices)
                if index is None:
                    raise Unfit("none of the choices in the answer")
                chances = tuple(float(position == index) for position in range(len(choices)))
            return Picked(chances, said, answer.model or self.endpoint.model, self._usage(answer))

        return await self._patiently(body, read, timeout)

    async def ready(self) -> bool:
        """Whether the endpoint lists its models within two seconds."""
        try:
            await self._client.models.list(timeout=2.0)
        except (openai.OpenAIError, httpx2.HTTPError, ValueError):
            return False
        return True

    async def close(self) -> None:
        await self._client.close()

    async def _patiently(self, body: Body, read: Callable[[ChatCompletion], T], timeout: float) -> T:
        try:
            async with asyncio.timeout(timeout):
                return await self._twice(body, read)
        except TimeoutError as fault:
            raise ModelBusy("model.timeout", endpoint=self.endpoint.name, seconds=timeout) from fault

    async def _twice(self, body: Body, read: Callable[[ChatCompletion], T]) -> T:
        name = self.endpoint.name
        for last in (False, True):
            try:
                answer, lacks = await self._understood(body)
                result = read(answer)
            except (Unfit, ValueError) as fault:  # ValueError: a body that is no JSON
                if last:
                    raise ModelRefused("model.rubbish", endpoint=name, why=str(fault)[:200]) from fault
            except openai.OpenAIError as fault:
                error = judged(fault, self.endpoint)
                wait = float(str(error.arguments.get("retry_after", PAUSE)))
                passing = isinstance(error, ModelBusy) and error.code != "model.loading"
                if last or not passing or wait > PATIENT:
                    raise error from fault
                await self._sleep(wait)
            else:
                self._lacks = lacks
                return result
        raise AssertionError("unreachable")

    async def _understood(self, body: Body) -> tuple[ChatCompletion, frozenset[str]]:
        """An answer, and what had to be left out of the request until one came."""
        lacks = self._lacks
        while True:
            made = body(lacks)
            try:
                answer: object = await self._client.chat.completions.create(**made)
            except openai.APIResponseValidationError as fault:
                raise Unfit("the answer has another shape") from fault
            except openai.APIStatusError as fault:
                feature = culprit(fault, made, lacks)
                if feature is None:
                    raise
                lacks |= {feature}
                continue
            if not isinstance(answer, ChatCompletion):
                raise Unfit("no JSON in the answer")
            return answer, lacks

    def _body(self, prompt: Prompt, options: Options, lacks: frozenset[str]) -> dict[str, Any]:
        messages = _messages(prompt, self.endpoint)
        body: dict[str, Any] = {"model": self.endpoint.model, "messages": messages}
        body["max_completion_tokens" if "max_tokens" in lacks else "max_tokens"] = options.max_tokens
        if "temperature" not in lacks:
            body["temperature"] = options.temperature
        if options.stop and "stop" not in lacks:
            body["stop"] = list(options.stop)
        if options.seed is not None and "seed" not in lacks:
            body["seed"] = options.seed
        if options.schema is not None:
            _ask_json(body, options.schema, lacks)
        if self.endpoint.extra and "extra" not in lacks:
            body["extra_body"] = dict(self.endpoint.extra)
        return body

    def _text(self, answer: ChatCompletion) -> tuple[str, str]:
        text, finish = spoken(_message(answer).content or ""), answer.choices[0].finish_reason
        if finish == "content_filter" and not text:
            raise ModelRefused("model.filtered", endpoint=self.endpoint.name)
        return text, "length" if finish == "length" else "stop"

    def _usage(self, answer: ChatCompletion) -> Usage:
        """Tokens as OpenAI counts them; cached ones also as llama.cpp (timings) and DeepSeek tell them."""
        told = answer.usage
        if told is None:
            return Usage()
        details = told.prompt_tokens_details
        cached = (details.cached_tokens if details else None) or 0
        if not cached:
            timings = (answer.model_extra or {}).get("timings")
            cached = timings.get("cache_n", 0) if isinstance(timings, Mapping) else 0
            cached = cached or (told.model_extra or {}).get("prompt_cache_hit_tokens", 0)
        asked = told.prompt_tokens or 0
        usage = Usage(asked, told.completion_tokens or 0, min(int(cached), asked))
        return replace(usage, cost=self.endpoint.price.of(usage))


def _messages(prompt: Prompt, endpoint: Endpoint) -> list[dict[str, Any]]:
    """System texts at the start are one message, and later ones the user's: many chat templates refuse others."""
    leading = 0
    while leading < len(prompt.messages) and prompt.messages[leading].role == "system":
        leading += 1
    texts = [prompt.stable, *(message.text for message in prompt.messages[:leading])]
    system = "\n\n".join(text for text in texts if text)
    made: list[dict[str, Any]] = [{"role": "system", "content": system}] if system else []
    for message in prompt.messages[leading:]:
        role = "user" if message.role == "system" else message.role
        content = _content(message, endpoint) if message.images else message.text
        made.append({"role": role, "content": content})
    return made


def _content(message: Message, endpoint: Endpoint) -> list[dict[str, Any]]:
    """A message's parts: where its text has a place (HERE) for each picture, each stands there, so that a frame follows
    its own time; else the pictures come first."""
    if not endpoint.sees:
        raise ModelRefused("model.blind", endpoint=endpoint.name, model=endpoint.model)
    if not all(image.startswith("data:image/") for image in message.images):
        # a model's server never fetches an address for us
        raise ModelRefused("model.picture", endpoint=endpoint.name)
    pictures: list[dict[str, Any]] = [
        {"type": "image_url", "image_url": {"url": image}} for image in message.images
    ]
    texts: list[dict[str, Any]] = [{"type": "text", "text": one} for one in message.text.split(HERE)]
    if len(texts) != len(pictures) + 1:
        return [*pictures, {"type": "text", "text": message.text.replace(HERE, "")}]
    woven = [part for pair in zip(texts, pictures, strict=False) for part in pair]
    return [part for part in (*woven, texts[-1]) if str(part.get("text", "-")).strip()]


def _ask_json(body: dict[str, Any], schema: Mapping[str, object], lacks: frozenset[str]) -> None:
    if "json_schema" not in lacks:
        named = {"name": "answer", "schema": dict(schema), "strict": True}
        body["response_format"] = {"type": "json_schema", "json_schema": named}
        return
    wish = "Answer with JSON alone that follows this JSON schema: " + json.dumps(schema, ensure_ascii=False)
    body["messages"] = [*body["messages"], {"role": "user", "content": wish}]
    if "json_object" not in lacks:
        body["response_format"] = {"type": "json_object"}


def _message(answer: ChatCompletion) -> Any:
    """The first choice's message; the SDK builds answers without looking, so any part may be missing."""
    message = getattr(answer.choices[0], "message", None) if answer.choices else None
    if message is None or not isinstance(getattr(message, "content", None) or "", str):
        raise Unfit("no message in the answer")
    return message


def _first_token(answer: ChatCompletion) -> dict[str, float]:
    """Token -> probability at the first place of the answer; empty where no log-probabilities came."""
    told = getattr(answer.choices[0], "logprobs", None) if answer.choices else None
    places = getattr(told, "content", None) or []
    tokens: dict[str, float] = {}
    for top in getattr(places[0], "top_logprobs", None) or [] if places else []:
        tokens[top.token] = tokens.get(top.token, 0.0) + math.exp(min(0.0, top.logprob))
    return tokens


def _cut(text: str, stops: Sequence[str]) -> str:
    for stop in stops:
        text = text.partition(stop)[0]
    return text.strip()
