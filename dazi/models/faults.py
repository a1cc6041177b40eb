"""What a failed call means: which of our errors it is, whether it may pass, and which of our wishes offended."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

import httpx2
import openai

from dazi.errors import ModelBusy, ModelRefused
from dazi.models.endpoint import Endpoint

PASSING = (408, 409, 425, 429)
LONG = re.compile(
    r"context[ _](length|size|window)|exceed_context|too many tokens|prompt.{0,12}too long|超长", re.I
)
FILTERED = re.compile(
    r"content[_ ](filter|policy|management)|data_?inspection|sensitive|risk_control|moderation_blocked|safety[_ ]system|risk control|违规|敏感",
    re.I,
)
BALANCE = re.compile(r"insufficient[_ ](quota|balance|funds)|arrears|欠费|余额不足", re.I)
NAMES: Mapping[str, str] = {
    "json_schema": r"json_schema|response_format|schema|grammar",
    "json_object": r"json_object|response_format|grammar",
    "top_logprobs": r"top_logprobs",
    "logprobs": r"logprob",
    "extra": r"think|template|reasoning|extra",
    "max_tokens": r"max_completion_tokens",
    "temperature": r"temperature",
    "stop": r"\bstop\b",
    "seed": r"\bseed\b",
}
UNNAMED = ("json_schema", "json_object", "logprobs", "extra")  # dropped in this order when no name is given


class Unfit(Exception):
    """An answer came and is no use; asked once more, then it is ModelRefused model.rubbish."""


def judged(fault: openai.OpenAIError, endpoint: Endpoint) -> ModelBusy | ModelRefused:
    """Our error for the SDK's; `retry_after` among its arguments where the endpoint named a time."""
    name = endpoint.name
    if isinstance(fault, openai.APITimeoutError):
        return ModelBusy("model.timeout", endpoint=name)
    if isinstance(fault, openai.APIConnectionError):
        loading = endpoint.embedded and isinstance(fault.__cause__, httpx2.ConnectError)
        return ModelBusy("model.loading" if loading else "model.unreachable", endpoint=name)
    if not isinstance(fault, openai.APIStatusError):
        return ModelRefused("model.refused", endpoint=name, status=0, why=str(fault)[:200])
    status, said = fault.status_code, _said(fault)
    if status == 503 and endpoint.embedded:
        return ModelBusy("model.loading", endpoint=name)
    if BALANCE.search(said) or status == 402:
        return ModelRefused("model.balance", endpoint=name)
    if (status in PASSING or status >= 500) and status != 501:
        wait = delay(fault.response.headers)
        asked: dict[str, object] = {} if wait is None else {"retry_after": wait}
        return ModelBusy("model.busy", endpoint=name, status=status, **asked)
    code, why = _refusal(status, said), said[:200]
    return ModelRefused(code, endpoint=name, status=status, model=endpoint.model, why=why)


def delay(headers: Mapping[str, str], now: float | None = None) -> float | None:
    """The seconds that a Retry-After (or retry-after-ms) asks for; None where there is none."""
    if (ms := headers.get("retry-after-ms", "")).isdigit():
        return int(ms) / 1000
    asked = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d+(\.\d+)?", asked):
        return float(asked)
    try:
        return max(0.0, parsedate_to_datetime(asked).timestamp() - (time.time() if now is None else now))
    except ValueError:
        return None


def culprit(fault: openai.APIStatusError, body: Mapping[str, Any], lacks: frozenset[str]) -> str | None:
    """Which feature of the request an endpoint that answered 400 or so does not understand; None: it is no such
    complaint. Where it names none, the features that are not everywhere are suspected one after the other."""
    said = _said(fault)
    if fault.status_code not in (400, 422, 501) or _refusal(400, said) != "model.refused":
        return None
    used = [name for name in _used(body) if name not in lacks]
    named = [name for name in used if re.search(NAMES[name], said, re.I)]
    suspects = named or [name for name in UNNAMED if name in used]
    return suspects[0] if suspects else None


def _used(body: Mapping[str, Any]) -> list[str]:
    used = [name for name in ("stop", "seed", "temperature") if name in body]
    kind = body.get("response_format", {}).get("type", "")
    used += [kind] if kind else []
    if body.get("top_logprobs", 0) > 5:
        used.append("top_logprobs")
    used += [name for name, key in (("logprobs", "logprobs"), ("extra", "extra_body")) if key in body]
    return sorted([*used, "max_tokens"], key=list(NAMES).index)


def _refusal(status: int, said: str) -> str:
    if status in (401, 403):
        return "model.key"
    if status == 404:
        return "model.missing"
    if status == 413 or LONG.search(said):
        return "model.long"
    return "model.filtered" if FILTERED.search(said) else "model.refused"


def _said(fault: openai.APIStatusError) -> str:
    body = fault.body
    if isinstance(body, Mapping):
        inner = body.get("error", body)
        parts = inner if isinstance(inner, Mapping) else {"message": inner}
        return " ".join(str(parts.get(key, "")) for key in ("code", "type", "message"))
    return fault.message
