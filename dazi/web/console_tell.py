"""A decision of the companion told as a sentence, and what it saw, checked and spent in a few words; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dazi.store.ledger import OPEN, Insight
from dazi.types import Lang
from dazi.web.console_page import plain, span
from dazi.words import say, sentences


def end(one: Insight, lang: Lang) -> str:
    """How it ended, or where it stands, first of all."""
    if one.outcome == "silent":
        return plain(lang, one.reason, say("console.tell.silent", lang))
    if one.outcome == "failed":
        why = plain(lang, one.reason, one.reason)
        return why if one.reason.startswith("failed.") else say("console.tell.failed", lang, why=why)
    if one.outcome:
        return say(f"console.tell.{one.outcome}", lang, skill=skill(one.skill, lang))
    if one.state == "dead":
        return say("console.tell.dead", lang, why=plain(lang, one.error), count=one.attempt)
    if one.error and one.state == "waiting":
        return say("console.tell.again", lang, why=plain(lang, one.error))
    return say(f"console.tell.{one.state if one.state in OPEN else 'waiting'}", lang)


def skill(name: str, lang: Lang) -> str:
    return plain(lang, f"console.skill.{name}", name)


def why(decision: Mapping[str, Any], lang: Lang) -> str:
    """What decided it."""
    reason = str(decision.get("reason") or "")
    family, _, kind = reason.partition(".")
    exact = f"console.why.{family}_{kind}"
    if kind and exact in sentences(lang):
        return say(exact, lang)
    if decision.get("asked_model"):
        return say("console.why.asked", lang)
    if family not in ("rule", "floor", "model", "care", "form"):
        return reason
    return say(
        f"console.why.{family}", lang, kind=kind, sure=f"{float(decision.get('confidence', 1)) * 100:.0f}"
    )


def saw(one: Insight, lang: Lang) -> tuple[str, ...]:
    """What it had before its eyes."""
    if not one.saw:
        return ()
    found = [say("console.saw.turns", lang, n=len(one.saw.get("turns") or ()))]
    if one.saw.get("video"):
        found.append(say("console.saw.video", lang, title=one.saw["video"]))
    digest = one.saw.get("digest")
    if digest:
        found.append(say(f"console.saw.digest_{digest}", lang))
    return tuple(found)


def origin(made: Mapping[str, Any], lang: Lang) -> str:
    """Where the words came from: a written line, a tool, a model."""
    source = str(made.get("source") or "")
    if not source:
        return ""
    return say(f"console.origin.{source}", lang, of=made.get("origin") or "–", model=made.get("model") or "–")


def checked(made: Mapping[str, Any], lang: Lang) -> tuple[str, ...]:
    """What the last door changed."""
    if not made:
        return ()
    found = []
    for check in made.get("checks") or ():
        family, _, kind = str(check).partition(".")
        found.append(plain(lang, f"console.check.{family}", str(check)) + (f" ({kind})" if kind else ""))
    return tuple(found) or (say("console.check.none", lang),)


def spent(one: Insight, lang: Lang) -> str:
    """What its model calls cost."""
    if not one.calls:
        return say("console.spent.none", lang)
    tokens = f"{one.tokens_in:,}+{one.tokens_out:,}"
    code = "console.spent.cost" if one.cost else "console.spent.free"
    return say(code, lang, n=one.calls, tokens=tokens, cost=f"{one.cost:.4f}")


def tone(one: Insight) -> str:
    """The colour of its end: good, quiet, bad, open."""
    if one.outcome in ("posted", "held", "queued"):
        return "good"
    if one.outcome == "silent":
        return "quiet"
    return "bad" if one.outcome == "failed" or one.state == "dead" else "open"


def row(one: Insight, lang: Lang) -> dict[str, object]:
    """All of this for a template."""
    return {
        "one": one, "end": end(one, lang), "why": why(one.decision, lang) if one.decision else "", "saw": saw(one, lang),
        "origin": origin(one.made, lang), "checked": checked(one.made, lang), "spent": spent(one, lang),
        "took": span(lang, one.took), "tone": tone(one), "skill": skill(one.skill, lang) if one.skill else "",
    }  # fmt: skip
