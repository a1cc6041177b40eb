"""Turns records into rows and back; pure, knows no connection."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Row

from dazi.types import Attachment, Call, Draft, Member, Mention, Options, Receipt, Reply, Trace, Visibility

AnyRow = Row[*tuple[Any, ...]]

OPTIONS = tuple(field.name for field in fields(Options))
_LOST = "\ufffd"


def clean(text: str) -> str:
    """The text as every database takes it: NUL and halves of surrogate pairs become U+FFFD."""
    if "\0" in text:
        text = text.replace("\0", _LOST)
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join(_LOST if "\ud800" <= sign <= "\udfff" else sign for sign in text)
    return text


def dumps(value: object) -> str:
    """JSON text that every database takes; what JSON has no form for becomes its `str`."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)
    try:
        plain.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"), default=_plain)
    return plain


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=str)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"bytes:{len(value)}"
    return str(value)


def loads(text: str) -> Any:
    return json.loads(text)


def time_of(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def lane_of(platform: str, account: str, thread: str, member: str) -> str:
    """`Mention.lane` from a row's columns."""
    return f"{platform}|{account}|{thread}|{member}"


def lane(row: AnyRow) -> str:
    return lane_of(row.platform, row.account, row.thread, row.member)


def whose(row: AnyRow) -> dict[str, object]:
    """Whose words a row about a mention would hold, and where they were said."""
    return {"platform": row.platform, "member": row.member, "thread": row.thread}


def mention_row(mention: Mention) -> dict[str, object]:
    """The columns that come from the mention itself."""
    return {
        "platform": clean(mention.platform),
        "member": clean(mention.member.account),
        "thread": clean(mention.thread),
        "account": clean(mention.account),
        "comment": clean(mention.comment),
        "name": clean(mention.member.name),
        "text": clean(mention.text),
        "at": mention.at.timestamp(),
        "parent": None if mention.parent is None else clean(mention.parent),
        "video": None if mention.video is None else clean(mention.video),
        "attachments": dumps([[a.kind, a.url, a.mime, a.alt, a.consent] for a in mention.attachments])
        if mention.attachments
        else "",
        "visibility": mention.visibility,
        "to_own": mention.to_own,
        "bot": mention.bot,
        "names": "\n".join(map(clean, mention.names)) or None,
    }


def mention_of(row: AnyRow) -> Mention:
    """The mention as it was accepted (its text cleaned; redacted once it was forgotten or expired)."""
    pieces = loads(row.attachments) if row.attachments else ()
    return Mention(
        platform=row.platform,
        account=row.account,
        comment=row.comment,
        thread=row.thread,
        member=Member(row.platform, row.member, row.name),
        text=row.text,
        at=time_of(row.at),
        parent=row.parent,
        video=row.video,
        attachments=tuple(Attachment(*piece) for piece in pieces),
        visibility=cast(Visibility, row.visibility),
        to_own=row.to_own,
        bot=row.bot,
        again=bool(row.again),
        names=tuple(row.names.split("\n")) if row.names else (),
    )


def reply_fields(reply: Reply) -> dict[str, object]:
    """What a Reply is restored from: its fields as plain values, pictures without their bytes."""
    made = reply.provenance
    return {
        "platform": reply.platform,
        "account": reply.account,
        "comment": reply.comment,
        "thread": reply.thread,
        "part": reply.part,
        "text": reply.text,
        "label": reply.label,
        "fingerprint": reply.fingerprint,
        "mentions": list(reply.mentions),
        "provenance": {
            "skill": made.skill,
            "tier": made.tier,
            "source": made.source,
            "origin": made.origin,
            "persona": made.persona,
            "prompt": made.prompt,
            "repertoire": made.repertoire,
            "classifier": made.classifier,
            "policy": made.policy,
            "model": made.model,
            "checks": list(made.checks),
        },
        "video": reply.video,
        "visibility": reply.visibility,
        "pictures": [
            {"mime": p.mime, "alt": clean(p.alt), "backend": p.backend, "how": p.how} for p in reply.pictures
        ],
    }


def reply_row(reply: Reply, ids: Sequence[int], draft: Draft | None) -> dict[str, object]:
    """The columns of a reply that is about to be sent; further parts have no draft of their own."""
    return {
        "platform": clean(reply.platform),
        "account": clean(reply.account),
        "comment": clean(reply.comment),
        "thread": clean(reply.thread),
        "part": reply.part,
        "lead": ids[-1],
        "ids": dumps(list(ids)),
        "text": clean(reply.text),
        "fields": dumps(reply_fields(reply)),
        "draft": dumps(draft_fields(draft)) if draft else "",
        "skill": reply.provenance.skill,
        "state": "posting",
        "posted": "",
        "outcome": "",
    }


def draft_fields(draft: Draft) -> dict[str, object]:
    return {
        "text": draft.text,
        "source": draft.source,
        "origin": draft.origin,
        "lines": list(draft.lines),
        "reuse": draft.reuse,
        "actions": [[action.kind, dict(action.arguments)] for action in draft.actions],
    }


def trace_body(trace: Trace) -> str:
    decision = trace.decision
    return dumps(
        {
            "context": trace.context,
            "decision": decision
            and {
                "path": decision.path,
                "skill": decision.skill,
                "tier": decision.tier,
                "confidence": decision.confidence,
                "asked_model": decision.asked_model,
                "reason": decision.reason,
            },
            "draft": trace.draft,
            "stages": trace.stages,
        }
    )


def prefix_hash(stable: str) -> str:
    return hashlib.sha256(stable.encode("utf-8", "surrogatepass")).hexdigest()[:32] if stable else ""


def call_row(call: Call, n: int) -> dict[str, object]:
    """A call's own columns; pictures stand as their hash and size, not as their bytes."""
    return {
        "n": n,
        "purpose": call.purpose,
        "tier": call.tier,
        "model": clean(call.model),
        "prefix": prefix_hash(call.stable),
        "messages": dumps([[m.role, m.text, [_marker(image) for image in m.images]] for m in call.messages]),
        "answer": clean(call.answer),
        "tokens_in": call.usage.tokens_in,
        "tokens_out": call.usage.tokens_out,
        "cached": call.usage.cached,
        "cost": call.usage.cost,
        "took_ms": call.took_ms,
        "at": call.at.timestamp(),
        "error": clean(call.error),
        "options": dumps(_how(call)),
    }


def _how(call: Call) -> dict[str, object]:
    how: dict[str, object] = {"choices": list(call.choices)} if call.choices else {}
    if call.options is not None:
        how |= {name: getattr(call.options, name) for name in OPTIONS}
    return how


def how_of(text: str | None) -> tuple[Options, tuple[str, ...]]:
    """Options and choices of a kept call; the usual options where it was kept without."""
    how = loads(text) if text else {}
    given = {name: how[name] for name in OPTIONS if name in how}
    if "stop" in given:
        given["stop"] = tuple(given["stop"])
    return Options(**given), tuple(how.get("choices", ()))


def _marker(image: str) -> str:
    return f"sha256:{hashlib.sha256(image.encode()).hexdigest()}:{len(image)}"


def receipt_event(held: Sequence[AnyRow], receipt: Receipt) -> str:
    """The event that the web hands out: ids and outcome, no member's words."""
    last = held[-1]
    return dumps(
        {
            "ids": [row.id for row in held],
            "platform": last.platform,
            "account": last.account,
            "thread": last.thread,
            "comment": last.comment,
            "member": last.member,
            "private": last.visibility == "private",
            "outcome": receipt.outcome,
            "reason": receipt.reason,
            "skill": receipt.skill,
            "posted": receipt.posted,
        }
    )
