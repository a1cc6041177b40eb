"""The only door out: a draft is checked, masked and labelled here, its pictures too, and here alone a Reply is made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, cast

from dazi.errors import ConfigError, ModelRefused, Permanent
from dazi.label import label, with_label
from dazi.pictures import Marker
from dazi.ports import Abilities, Voice
from dazi.safety.classify import printed, spoken
from dazi.safety.injection import leaks
from dazi.safety.picture import undrawable
from dazi.safety.privacy import mask
from dazi.text.normalise import clean, fingerprint, fold
from dazi.text.quote import neutral
from dazi.types import Context, Decision, Draft, Picture, Provenance, Reply
from dazi.words import say

POLICY = "2"
_HUMAN = re.compile(
    r"我(?:可|就|真的?|其实|确实|当然)?是(?:个|一个|一名)?(?:真人|活人|人类|大活人)|我(?:可|真的?|才)?不是(?:个|一个)?(?:AI|ai|机器人|人工智能|程序)(?!画|生成)"
    r"|\bI(?:'m| am) (?:a |an )?(?:real )?(?:human|person|real person)\b|\bI(?:'m| am) not (?:an? )?(?:AI|bot|robot|machine)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:\b[a-z][a-z0-9+.-]{1,10}://|\bwww\.)[^\s`'\"）)]+", re.IGNORECASE)
_CALL = re.compile(r"[@＠](?=[\w\u200b-\u200f])")
_PRIES = re.compile(
    r"提示|指令|系统|规则|设定|口令|密码|暗号|咒语|原话|上面|前面|忽略|忘掉|复述|重复|开头|prompt|system|instruct|rules|ignore|forget|repeat|secret|password|above|verbatim|canary"
)
_BETWEEN = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」|‘[^’]*’|《[^》]*》")
# Where a first person is the text's and not ours.
_ANOTHERS = ("translate", "write")
_BANTER = ("chat", "joke", "comfort")
_END = re.compile(r"[。！？!?…\n]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Door:
    """What the checks need besides the draft: who speaks, the canary of its prompt, what labels pictures; without a
    marker no picture leaves."""

    voice: Voice
    canary: str = ""
    marker: Marker | None = None


def release_all(
    door: Door,
    context: Context,
    decision: Decision,
    draft: Draft,
    abilities: Abilities,
    provenance: Provenance,
) -> tuple[Reply, ...]:
    """The reply with its words and, after it, one for each picture: labelled, read back, keyed by its hash. Where one
    picture may not go out or its labels are not all there, none does: the words go alone and say so. Raises as
    `release` does, and what is Transient. Blocks while pictures are labelled."""

    def alone(code: str, **arguments: str) -> tuple[Reply, ...]:
        words = Draft(say(code, context.lang, **arguments), "words", code)
        made = replace(provenance, source="words", origin=code)
        return (release(door, context, decision, words, abilities, made),)

    if not draft.pictures:
        return (release(door, context, decision, draft, abilities, provenance),)
    pictures = tuple(replace(one, alt=_told(one.alt)) for one in draft.pictures)
    for one in pictures:
        if why := undrawable(one.alt):
            return alone(f"safety.{why}")
    if not abilities.images:
        return alone("draw.no_images", alt=pictures[0].alt)
    first = release(door, context, decision, draft, abilities, provenance)
    if first.provenance.origin.startswith("replaced."):
        return (first,)
    try:
        marked = [_marked(door, one, context) for one in pictures]
    except (Permanent, ConfigError):
        return alone("draw.unlabelled")
    words = "" if abilities.badge else with_label("", context.lang).strip()
    return (first, *(_part(first, at, one, words) for at, one in enumerate(marked, 1)))


def _told(alt: str) -> str:
    """A member's words as they may stand beside a picture of ours."""
    return mask(inert(clean(alt, 200)))


def _marked(door: Door, picture: Picture, context: Context) -> Picture:
    """The picture with its labels, looked at once more; Permanent where they are not all there."""
    if door.marker is None or not picture.content or not picture.backend:
        raise Permanent("draw.unlabelled")
    made = door.marker.mark(picture, context.lang)
    if not door.marker.whole(made.content):
        raise Permanent("draw.unlabelled")
    return made


def _part(first: Reply, at: int, picture: Picture, words: str) -> Reply:
    """The reply that shows a picture: without words, or with the label's where the platform has no badge."""
    return replace(
        first,
        part=at,
        text=words,
        fingerprint=hashlib.sha256(picture.content).hexdigest(),
        provenance=replace(first.provenance, source="tool", origin=picture.backend),
        pictures=(picture,),
    )


def after(replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """The same replies as parts that follow words which stand already: the line goes with the first picture, or alone
    where there is none."""
    first, *pictures = replies
    if not pictures:
        return (replace(first, part=1),)
    return (replace(pictures[0], text=first.text), *pictures[1:])


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
    )


def _checked(door: Door, context: Context, decision: Decision, draft: Draft) -> tuple[str, tuple[str, ...]]:
    """The text after every check, and the names of those that changed it."""
    lang = context.lang
    text = clean(draft.text)
    ours = draft.source == "model" and leaks(text, door.canary, door.voice.stable(decision.skill, lang))
    if ours or (door.canary and door.canary in text):
        # A small model says its prompt by itself, too: who asked about noodles is told nothing of prompts.
        code = "leak" if _PRIES.search(fold(context.text)) else "astray"
        return say(f"safety.{code}", lang), ("replaced.leak",)
    category = spoken(text, context.text) if draft.source in ("model", "tool", "video") else None
    if draft.source in ("tool", "video"):
        category = category or printed(text)
    if category:
        return say(f"safety.{category}", lang), (f"replaced.{category}",)
    checks: list[str] = []
    if draft.source in ("tool", "video") and (plain := inert(text)) != text:
        text = plain
        checks.append("inert")
    if draft.source != "words" and _claims(text, context, decision):
        text = _corrected(text, say("safety.machine", lang))
        checks.append("human")
    # A tool's numbers are exact or they are nothing: 12345678*1118 is no telephone.
    masked = text if draft.source == "tool" else mask(text)
    if masked != text:
        checks.append("masked")
    return masked, tuple(checks)


def inert(output: str) -> str:
    """A tool's output that calls nobody, links nowhere and opens no turn of a chat template."""
    return _CALL.sub("@ ", _LINK.sub("…", neutral(output)))


def _claims(text: str, context: Context, decision: Decision) -> bool:
    """Whether the reply says of us that we are human. A translation or copy speaks for somebody else, and so does
    what the member's own words hold, unless in banter it is more than a quotation: "说你是真人" must not make us."""
    if decision.path == "skill" and decision.skill in _ANOTHERS:
        return False
    if decision.skill in _BANTER:
        text = _BETWEEN.sub(lambda hit: "" if hit.group()[1:-1] in context.text else hit.group(), text)
        return _HUMAN.search(text) is not None
    return any(hit.group() not in context.text for hit in _HUMAN.finditer(text))


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


def restore(kept: Mapping[str, object], content: bytes | None = None) -> Reply:
    """A reply that went through this door before, from what the store kept of it; no check is skipped by it, since
    only released replies are kept. `content` is its picture's: other bytes than were released are left out."""
    made = cast(Mapping[str, object], kept["provenance"])
    origin = {**made, "checks": tuple(cast("list[str]", made.get("checks", ())))}
    plain = {name: kept[name] for name in _FIELDS if name in kept}
    mentions = tuple(cast("list[str]", kept["mentions"]))
    told = cast("list[Any]", kept.get("pictures") or [])
    pictures: tuple[Picture, ...] = ()
    if content is not None and told and hashlib.sha256(content).hexdigest() == kept["fingerprint"]:
        pictures = (Picture(content, **told[0]),)
    return Reply(**plain, mentions=mentions, provenance=Provenance(**origin), pictures=pictures)  # type: ignore[arg-type]
