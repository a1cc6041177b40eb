"""The only door out: a draft is checked, masked and labelled here, and here alone a Reply is made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import cast

from dazi.errors import ModelRefused
from dazi.label import label, with_label
from dazi.ports import Abilities, Voice
from dazi.safety.classify import spoken
from dazi.safety.injection import leaks
from dazi.safety.privacy import mask
from dazi.text.normalise import clean, fingerprint
from dazi.types import Context, Decision, Draft, Provenance, Reply
from dazi.words import say

POLICY = "1"
_HUMAN = re.compile(
    r"我(?:可|就|真的?|其实|确实|当然)?是(?:个|一个|一名)?(?:真人|活人|人类|大活人)|我(?:可|真的?|才)?不是(?:个|一个)?(?:AI|ai|机器人|人工智能|程序)(?!画|生成)"
    r"|\bI(?:'m| am) (?:a |an )?(?:real )?(?:human|person|real person)\b|\bI(?:'m| am) not (?:an? )?(?:AI|bot|robot|machine)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[。！？!?…\n]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Door:
    """What the checks need besides the draft: who speaks, the canary of its prompt."""

    voice: Voice
    canary: str = ""


def release(
    door: Door,
    context: Context,
    decision: Decision,
    draft: Draft,
    abilities: Abilities,
    provenance: Provenance,
) -> Reply:
    """The reply that may be posted. A draft that must not go out is replaced by a line written by people, and the
    reason stands in `provenance.checks`. Raises ModelRefused for a draft without words."""
    text, checks = _checked(door, context, decision, draft)
    if not text:
        raise ModelRefused("failed.model")
    text = cut(text, abilities.limit - (0 if abilities.badge else 20))
    lead = context.lead
    if checks and checks[0].startswith("replaced."):
        provenance = replace(provenance, source="words", origin=checks[0])
    return Reply(
        platform=lead.platform,
        account=lead.account,
        comment=lead.comment,
        thread=lead.thread,
        part=0,
        text=text if abilities.badge else with_label(text, context.lang),
        label=label(context.lang),
        fingerprint=fingerprint(text),
        mentions=tuple(mention.comment for mention in context.burst),
        provenance=replace(provenance, policy=POLICY, checks=checks),
        video=lead.video,
        visibility=lead.visibility,
        pictures=draft.pictures if abilities.images else (),
    )


def _checked(door: Door, context: Context, decision: Decision, draft: Draft) -> tuple[str, tuple[str, ...]]:
    """The text after every check, and the names of those that changed it."""
    lang = context.lang
    text = clean(draft.text)
    if draft.source == "model" and leaks(text, door.canary, door.voice.stable(decision.skill, lang)):
        return say("safety.leak", lang), ("replaced.leak",)
    if door.canary and door.canary in text:
        return say("safety.leak", lang), ("replaced.leak",)
    if draft.source in ("model", "tool") and (category := spoken(text, context.text)):
        return say(f"safety.{category}", lang), (f"replaced.{category}",)
    checks: list[str] = []
    if draft.source != "words" and _HUMAN.search(text):
        text = _corrected(text, say("safety.machine", lang))
        checks.append("human")
    masked = mask(text)
    if masked != text:
        checks.append("masked")
    return masked, tuple(checks)


def _corrected(text: str, truth: str) -> str:
    """The text without the sentences that claim to be human, with the truth in front."""
    kept = [s for s in re.split(r"(?<=[。！？!?\n])", text) if s.strip() and not _HUMAN.search(s)]
    return truth + "".join(kept)[:120]


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, ending at a sentence where one ends in the last half."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    ends = [match.end() for match in _END.finditer(head)]
    if ends and ends[-1] >= limit // 2:
        return head[: ends[-1]].rstrip()
    return head.rstrip() + "…"


_FIELDS = {field.name for field in fields(Reply)} - {"pictures", "provenance", "mentions"}


def restore(kept: Mapping[str, object]) -> Reply:
    """A reply that went through this door before, from what the store kept of it; no check is skipped by it, since
    only released replies are kept."""
    made = cast(Mapping[str, object], kept["provenance"])
    origin = {**made, "checks": tuple(cast("list[str]", made.get("checks", ())))}
    plain = {name: kept[name] for name in _FIELDS if name in kept}
    mentions = tuple(cast("list[str]", kept["mentions"]))
    return Reply(**plain, mentions=mentions, provenance=Provenance(**origin))  # type: ignore[arg-type]
