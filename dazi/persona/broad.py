"""Lines for a comment that no line was written for: by what it does, by its own last words, or by its topic; knows no
sorrow, which Shelf looks for first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dazi.persona.choose import Choice, fresh
from dazi.persona.repertoire import BROAD, Line, Near, Repertoire, Said
from dazi.persona.slots import OTHER, QUOTE
from dazi.text.acts import ANY
from dazi.types import Context, Turn

_CALMLY = 0.5  # from here on a line that doesn't laugh is said where somebody might hurt
_SURELY = 0.65  # from this fit on a line that was found is said
# From this fit on where nothing tells what the comment does, but its last words can be taken up.
_OVER_WORDS = 0.4
# So many of the fittest lines for an act are drawn from, and by how much less likely they may fit than the fittest.
_AS_GOOD, _BESIDE = 20, 0.12
# Of the lines near in meaning: how many are asked what they are on, from which cosine on, and which share of them says
# that a topic is not far off, or that it is the comment's.
_ASKED, _ALIKE, _ENOUGH, _SHARED = 10, 0.35, 0.5, 0.08
MOST = 0.5
PICK = "pick"
_LAUGHS = re.compile(
    r"[笑哈乐逗]|段子|喜剧|活宝|起哄|热闹|瓜子|爆米花|鼓掌|掌声|恭喜|翻车|名场面|\b(?:laugh\w*|jok\w+|fun\w*|comedy|applau\w+|clap\w*|congrat\w*)\b",
    re.IGNORECASE,
)
_TWO = re.compile(r"还是|或者|二选一|\bor\b", re.IGNORECASE)  # without them "the first one" may say nothing
# "念xīn还是shēn", "是红的还是紫的": to choose one would be to assert it.
_OF_FACT = re.compile(
    r"(?:[念读写姓属算叫]|(?<!还)是(?!我|吃|喝|选|去|买|穿|要|该|先|看|留|打|点|睡|回|剪|染|养|学|玩|坐))[^,，。还]{1,8}还是|\b(?:is it|are they|pronounced)\b.{1,24}\bor\b",
    re.IGNORECASE,
)
_FEW = 14  # characters of a turn that says little by itself
_ASKED_US = re.compile(
    r"^(?:那么?|话说|诶|欸|哎|请问)?[,， ]*你(?:自己|平时|最|也|会|能|有|喜|讨|怕|吃|睡|每|多|几|是|觉|为|在|想|听|看|打|去|过|不|知道)?[^,，。我他她]{1,12}(?:吗|么|呢|不|没|啥|什么|谁|哪|几|[?？])\s*[?？]?$"
    r"|^(?:so |and |but |hey )?(?:do|are|can|have|did|would|will|what|who|how|where|why) (?:\w+ )?(?:you|your)\b[^,.]{0,40}[?]?$|\bwhat about you\b",
    re.IGNORECASE,
)


# Thanks and praise for us, and not "thanks to whom I slept badly".
_THANKED = re.compile(
    r"^(?:真的?|太|好|非常|多)*(?:谢谢|感谢|谢了|谢啦|多谢|谢)(?:你|您|小搭|搭子|啦|了|哈|呀|$)(?!的?大爷|全家)"
    r"|(?:谢谢|感谢|多谢)(?:你|您|小搭|搭子)(?:[^,，。一]{0,14})$"
    r"|^(?:小搭|搭子|你)(?:真|好|也?太|可真|最|咋这么|怎么这么|这么)[^,，。不没]{0,3}(?:可爱|聪明|厉害|棒|好玩|有意思|会说话|懂|暖|贴心|牛|强|幽默|搞笑|逗)"
    r"|^(?:thanks?|thank you|ty|cheers)(?: you| u| so much| a lot)?\b(?!.{0,20}\bto (?!you)\w)|^(?:you(?:'re| are)|ur) (?:so |really |the |very )*(?:funny|sweet|smart|cute|best|great|kind)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Broad:
    """Chooses among a repertoire's broad lines; each is said once to a member."""

    repertoire: Repertoire

    def light(
        self, topics: frozenset[str], context: Context, near: Choice | None, sober: bool = False
    ) -> Choice | None:
        """A line for a light comment: the `near` one where it surely fits, else whatever fits likeliest. `sober`: where
        somebody might hurt one for what the comment does that does not laugh, else one that is right under either."""
        if near and near.score >= _SURELY:
            return near
        if sober:
            sure = [line for line, chance in self._fittest(context) if chance >= _CALMLY]
            calm = [line for line in sure if not _LAUGHS.search(line.reply)]
            either = self.repertoire.for_acts((ANY,), context.text, context.lang)
            fit = calm or [line for line in either if line.id not in context.used]
            return fresh(fit[:_AS_GOOD], context.used, seed(context)) if fit else None
        topics = _around(topics, context)
        if _THANKED.search(context.text) and (thanked := self._on_thanks(context)):
            return thanked
        fittest = [] if "turn" in topics else self._fittest(context)
        if not fittest:
            if near and (near.score >= _OVER_WORDS or not self._quoted(context)):
                return near
            return self.on(topics, context, self.repertoire.moods.of(context.text))
        best = fittest[0][1]
        if near and near.score > best:
            return near
        alike = [line for line, chance in fittest[:_AS_GOOD] if chance >= best - _BESIDE]
        return fresh(alike, context.used, seed(context))

    def on(self, topics: frozenset[str], context: Context, mood: str, skill: str = "chat") -> Choice | None:
        """A line for whatever is said on the topics in that mood, each once."""
        for tier in self.repertoire.broad(context.text, topics, context.lang, mood, skill):
            if unused := [line for line in tier if line.id not in context.used and self._apt(line, context)]:
                return fresh(unused, context.used, seed(context))
        return None

    def _on_thanks(self, context: Context) -> Choice | None:
        """What we say to thanks and praise, whatever for."""
        lines = self.repertoire.named(f"{BROAD}thanks", context.lang, "chat")
        unused = [line for line in lines if line.id not in context.used]
        return fresh(unused, context.used, seed(context)) if unused else None

    def _fittest(self, context: Context) -> list[tuple[Line, float]]:
        """The unused lines for what the comment does, with the chance that each fits, the fittest first."""
        values = self.repertoire.slots.read(context.text, context.lang)
        two = (OTHER in values or bool(_TWO.search(context.text))) and not _OF_FACT.search(context.text)
        found = [
            (line, chance if two or line.act != PICK else chance / 3)
            for line, chance in self.repertoire.doing(context.text, context.lang)
            if line.id not in context.used
        ]
        return sorted(found, key=lambda pair: -pair[1])

    def _quoted(self, context: Context) -> str:
        """The comment's last words, where they can be taken up."""
        return self.repertoire.slots.read(context.text, context.lang).get(QUOTE, "")

    def _apt(self, line: Line, context: Context) -> bool:
        """Whether last words taken up as good news are good news: "终于装好了 门装反了" ends otherwise than it begins."""
        if line.mood != "good" or QUOTE not in line.needs:
            return True
        return self.repertoire.moods.of(self._quoted(context)) == "good"


def _around(topics: frozenset[str], context: Context) -> frozenset[str]:
    """The topics of a light turn: its own, ourselves where we are asked about; a few words in a talk go on with it."""
    if _ASKED_US.search(context.text):
        return topics | {"self"}
    return topics | {"turn"} if before(context) and len(context.text) <= _FEW else topics


def surely(topics: frozenset[str], alike: Mapping[str, float]) -> frozenset[str]:
    """The topics that words name and lines near in meaning share ("看了四小时后脑勺" is no food), and one that most of
    those lines are on."""
    if not alike:
        return topics
    named = {topic for topic in topics if alike.get(topic, 0.0) >= _SHARED}
    return frozenset(named | {topic for topic, share in alike.items() if share >= MOST})


def shares(near: Sequence[Near]) -> dict[str, float]:
    """How much of what lies near in meaning is on each topic (0..1); empty where nothing is near, or no encoder tells."""
    close = sorted((one for one in near if one.meaning > _ALIKE), key=lambda one: -one.meaning)[:_ASKED]
    whole = sum(one.meaning - _ALIKE for one in close)
    found: dict[str, float] = {}
    if whole < _ENOUGH:
        return found
    for one in close:
        topic = one.line.topic.partition(".")[0]
        found[topic] = found.get(topic, 0.0) + (one.meaning - _ALIKE) / whole
    return found


def before(context: Context) -> Said | None:
    """The exchange before this comment: our last turn and what it answered; None where we had not spoken."""
    turns: tuple[Turn, ...] = context.turns
    for at in range(len(turns) - 1, -1, -1):
        if turns[at].own:
            said = next((turn.text for turn in reversed(turns[:at]) if not turn.own), "")
            return Said(said, turns[at].text)
    return None


def seed(context: Context) -> str:
    """What draws are by: the same for a retry, another for another comment or member."""
    return f"{context.lead.platform}|{context.lead.comment}|{context.lead.member.account}"
