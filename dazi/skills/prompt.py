"""Prompts from a context: the stable part first, everything untrusted as quoted data; knows no model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dazi.label import strip_label
from dazi.ports import Kit
from dazi.skills import gags
from dazi.text.quote import neutral, quoted
from dazi.types import Context, Found, Message, Prompt, Watched

KNOWN = 120  # tokens of what is remembered
TURNS = 6  # earlier comments that go along; more costs a small machine a second of reading for little


def build(
    skill: str,
    context: Context,
    kit: Kit,
    *,
    task: str = "",
    ask: str = "",
    material: Iterable[str] = (),
    examples: Sequence[Found] = (),
    turns: int = TURNS,
    purpose: str = "",
) -> Prompt:
    """The prompt of a skill. `task` belongs to the stable part and must be a constant of the skill and language;
    `material` are blocks that went through `quoted` already; `ask` is our own closing sentence."""
    stable = kit.voice.stable(skill, context.lang)
    if task:
        stable = f"{stable}\n\n{task}"
    last = [*material]
    if examples:
        last.append(_examples(examples, context))
    last.append(quoted("comment", context.text, 1200))
    if ask:
        last.append(ask)
    messages = (*history(context, turns), Message("user", "\n".join(last)))
    return Prompt(stable, _joined(messages), purpose or skill)


def bare(task: str, text: str, purpose: str, ask: str = "", kind: str = "text") -> Prompt:
    """A prompt for work in which nobody speaks (a program, a translation): the constant task, the quoted text."""
    content = quoted(kind, text, 1200)
    return Prompt(task, (Message("user", f"{content}\n{ask}" if ask else content),), purpose)


def history(context: Context, limit: int = TURNS) -> tuple[Message, ...]:
    """The thread's last turns, own ones as the assistant's, others' quoted; never begins with the assistant. Our own
    may hold a member's words (a program's output, a translation) and are neutralised."""
    found: list[Message] = []
    for turn in context.turns[-limit:] if limit else ():
        if turn.own:
            found.append(Message("assistant", neutral(strip_label(turn.text))[:400]))
        else:
            kind = "comment" if turn.member == context.lead.member else "other_comment"
            found.append(Message("user", quoted(kind, turn.text, 300)))
    while found and found[0].role == "assistant":
        found.pop(0)
    return tuple(found)


def about_video(context: Context) -> tuple[str, ...]:
    """One short block with the video's title and tags, where there is a video, and two lines of what happens in it
    where it was watched."""
    if context.video is None:
        return ()
    tags = " ".join(context.video.tags[:6])
    blocks = [quoted("video", f"{context.video.title} {tags}".strip(), 160)]
    if context.digest is not None and (lines := _lines_of(context.digest, context.video.title)):
        blocks.append(quoted("video_shows", " / ".join(lines), 200))
    return tuple(blocks)


def remembered(context: Context) -> tuple[str, ...]:
    """One block with what this member told of themselves, and that it is to be used only where it fits."""
    lines, left = list[str](), float(KNOWN)
    gag = next(iter(gags.ready(context)), None)  # one at most, and none that was told lately
    for one in context.remembered:
        if one.kind == gags.KIND and one is not gag:
            continue
        text = gags.hint(context, one) if one is gag else one.text
        cost = sum(1 if ord(sign) > 0x2E80 else 0.25 for sign in text) + 2
        if cost <= left:
            lines.append(text)
            left -= cost
    if not lines:
        return ()
    head = "对方以前说过（只在合适时用，别硬提，也别说你查了记录）：" if context.lang == "zh" else "They told you before (use it only where it fits; don't force it, don't say that you looked it up):"  # fmt: skip
    return (f"{head}\n{quoted('remembered', ' / '.join(lines), 300)}",)


def _lines_of(digest: Watched, title: str) -> tuple[str, ...]:
    """Two lines that tell most: a model's account and the joke, else what is written or said first."""
    told = [one for one in (digest.summary and digest.one_line, digest.joke) if one and one != title]
    rows = sorted((t, words) for t, _, words in (*digest.texts, *digest.said))
    return tuple([*told, *(words for _, words in rows)][:2])


def _examples(lines: Sequence[Found], context: Context) -> str:
    head = "这些是你以前回得好的，学语气，别照抄：" if context.lang == "zh" else "Good replies of yours; take the tone, not the words:"  # fmt: skip
    return "\n".join(
        [head, *(f"- {line.say} → {line.text}" if line.say else f"- {line.text}" for line in lines)]
    )


def _joined(messages: Sequence[Message]) -> tuple[Message, ...]:
    """Neighbours of one role as one message: some chat templates demand that roles alternate."""
    joined: list[Message] = []
    for message in messages:
        if joined and joined[-1].role == message.role:
            joined[-1] = Message(message.role, f"{joined[-1].text}\n{message.text}")
        else:
            joined.append(message)
    return tuple(joined)
