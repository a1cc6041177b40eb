"""The repertoire as skills see it (ports.Lines): finding, choosing and fixed lines for a context; no platform."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

from dazi.errors import ConfigError, ModelBusy, ModelRefused
from dazi.persona.broad import MOST, Broad, before, seed, shares, surely
from dazi.persona.choose import FAR, Choice, choose, drawn, fitness, fresh, log_odds
from dazi.persona.moods import PLAIN
from dazi.persona.named import KIN, WHO
from dazi.persona.repertoire import BROAD, Line, Near, Repertoire
from dazi.persona.slots import filled
from dazi.persona.vectors import Meant
from dazi.ports import Chat
from dazi.text.quote import quoted
from dazi.types import SKILLS, Context, Draft, Found, Lang, Message, Prompt

_CLOSE = 12  # of how many of the nearest it is looked up how much of the comment they cover
_WIDE = 24  # candidates looked at before the used ones are left out
_BUT = re.compile(
    r"(?:不要|别|不讲|不想听|除了|不听)(?:再)?(?:讲|说|来|是)?(?:关于)?[^,，。!！]{1,10}?(?:的|以外|了)?(?=$|[ ,，。!！])"
    r"|\b(?:not|nothing|no(?: more)?|anything but) (?:jokes? )?(?:about |on )?\w+(?: jokes?)?",
    re.IGNORECASE,
)
_ITS_OWN = 0.8  # and from here on also where somebody may hurt
# From this fit on a light line was written for just this, whatever sad word stands in it: of 14 under it 3 were read as fit
# to post, of 18 over it 16. What the persona holds is said sooner, however it is asked.
_LIGHT, _HELD = 0.65, 0.45
ANY_JOKE = 0.95  # the score of a joke where any was wished
# Topics on which a light word hurts, whatever was decided; of a loss only where somebody is named: "我的伞先走了" is none.
_SAD = frozenset(("petloss", "illness", "laidoff", "bullied"))
# Topics that may hurt, where the decision itself was not sure.
_HEAVY = frozenset((
    "breakup", "rejected", "jobhunt", "paper", "low", "quarrel", "wronged", "debt", "miscarriage", "memory", "results", "burnout",
    "wages", "shopfail", "divorce", "cheated", "guilt", "bullied",
))  # fmt: skip
# From which chance on it may be that somebody hurts: by the decision alone, and by it and the comment together, weighed by a
# logistic regression over 663 comments (docs/log.md, "What a comment names, and whether somebody hurts").
_PAIN_ALONE, _MAY_HURT = 0.15, 0.45
_HARDLY_HURTS = 0.35  # below it what was decided as sad is met as what it does
_PAIN_WEIGHS, _SORROW_WEIGHS, _BOTH = 0.25, 0.55, 0.1
_LEANS = 0.1  # from here on it is asked whether a comforting line fits sooner than a light one
_SURELY_SAD = 0.55  # below it what was decided as sad may be a story, too
# What a light word at a hurt weighs beside a comforting one at a story, and how well fits what is said where no line is
# near: one for what hurts, one for what the comment does.
_HARM, _SOOTHES, _DOES = 1.2, 0.8, 0.7
# From this fit on a comforting line found for just this is said: 23 of 26 were read as fit to post, from 0.75 on 23 of 33,
# below it 121 of 389, where of those for what hurts 211 of 262 were (docs/log.md, there).
_WELL_MET = 0.85
_SOBER = 0.3  # and from here on nothing laughs that was not written for just this
# Below these chances a topic that hurts elsewhere hurts nobody here: "葫芦丝吹得狗都走了", "导航跟我吵架".
_SURELY_LIGHT, _LIKELY_LIGHT, _WRITTEN_FOR = 0.03, 0.2, 0.5
_SHORT = 24  # characters of a turn that goes on with the one before
_SURE_TOGETHER = 0.5  # from which fit on a line answers both
_OTHERS_ROW = re.compile(
    "隔壁|楼上|楼下|邻居|群里|主群|小区|情侣|路人|网友|弹幕|评论区|两口子|猫|狗|neighbou?rs? "
)
_GONE = re.compile(
    "(?:爷|奶奶|外公|外婆|姥|爸|妈|爹|娘|哥|姐|弟|妹|叔|舅|姑|姨|老伴|老公|老婆|爱人|朋友|发小|同学|战友)(?:[,， ]?(?:是|就|也|在|昨晚|昨夜|今早|今天|昨天|前天|凌晨|清早|早上|半夜|夜里|那天"
    "|上周|上个?月|去年|前年|年前|突然|刚刚?|已经|[一二三四五六七八九十0-9]+[月号年天点])){1,4}(?:就)?(?:走的|走了|没的|没了|不在了|去了(?=[,， ]|$))"
    "|(?:狗|猫|狗子|毛孩子|兔子|仓鼠|鹦鹉|乌龟).{0,12}(?:昨晚|今早|昨天|夜里|凌晨|上周|前天|刚刚|半夜).{0,14}走的(?=[,， ]|$)"
    "|最后一(?:面|通电话|句话|程)|走的(?:时候|那天|那晚).{0,12}(?:我|俺|没|不)"
    r"|\b(?:grand(?:ma|pa|mother|father|dad|mum|mom)|dad|mum|mom|father|mother|brother|sister|husband|wife|friend|nan|gran)\b.{0,12}\b(?:passed|died|is gone|went (?:last|this|on)|didn't make it)",
    re.IGNORECASE,
)
# Words that are hardly ever a joke, whatever the rest sounds like: "公公中风了，昨天还跟我抢遥控器呢".
_GRAVE = re.compile(
    "(?<![懒男女丑尬情子主笑])癌(?!细胞都)|化疗|放疗|病危|白血病|尿毒症|透析|偏瘫|瘫痪|中风了|脑梗|心梗|截肢|胎停|流产了|引产|夭折|早产|去世|过世|病逝|骨灰|火化|出殡|遗像|头七|灵堂|(?:要|得|被|给)切(?:除|掉|了(?=[,， ]|$))"
    r"|\b(?:chemo|hospice|miscarr\w+|stillborn|funeral|ashes|leukemia|biopsy)\b",
    re.IGNORECASE,
)
_LOST, _SOMEBODY = "loss", frozenset(("family", "pet", "love", "kids"))
_OPINION = "taste"  # the topic of what the persona likes and thinks
_REFUSE = "decline"  # the skill whose lines refuse; their topic is the category
_JUDGE = {
    "zh": "你在给评论区挑一条回复。看评论，从候选里选最接得上话、语气最像朋友的一条，只答编号。",
    "en": "Pick a reply for a comment. Choose the one that answers it best and sounds most like a friend. "
    "Answer with its number only.",
}


@dataclass(frozen=True, slots=True)
class ChatJudge:
    """A language model as judge: asked for one token, the number of the line."""

    chat: Chat
    lang: Lang

    async def weigh(self, comment: str, lines: Sequence[str]) -> Sequence[float]:
        """The model's probability for each line; () when it cannot be asked."""
        numbered = "\n".join(f"{at}. {line}" for at, line in enumerate(lines, 1))
        asked = f"{quoted('comment', comment, 200)}\n{numbered}"
        prompt = Prompt(stable=_JUDGE[self.lang], messages=(Message("user", asked),), purpose="judge")
        try:
            return await self.chat.pick("fast", prompt, [str(at) for at in range(1, len(lines) + 1)])
        except (ModelBusy, ModelRefused):
            return ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Satisfies ports.Lines over a Repertoire. `judged`: whether a model is asked when several lines are near (off until
    a measurement shows that the model at hand judges better than nearness does)."""

    repertoire: Repertoire
    judged: bool = False

    @property
    def _broad(self) -> Broad:
        return Broad(self.repertoire)

    @property
    def version(self) -> str:
        return self.repertoire.version

    def find(self, skill: str, context: Context, limit: int = 5) -> tuple[Found, ...]:
        """The nearest lines, best first; those used lately only where nothing else is there. For a joke without a
        subject any will do: they come in an order drawn for this comment."""
        if skill == "joke" and not self._wished(context):
            drawn_first = sorted(self._any_jokes(context), key=lambda line: drawn(line.id, seed(context)))
            near = [Near(line, ANY_JOKE, line.say[0]) for line in drawn_first]
        else:
            near = self._near(skill, context, limit, self.repertoire.meant(context.text))
        unused = [one for one in near if one.line.id not in context.used]
        return tuple(self._found(one, context) for one in (unused or near)[:limit])

    async def choose(self, skill: str, context: Context, chat: Chat, pain: float = 0.0) -> Draft | None:
        """One line in a weak model's place; None: nothing fits, and `fixed(skill)` says so."""
        if skill == "joke":
            context, unwanted = self._but(context)
            if not self._wished(context):
                jokes = [line for line in self._any_jokes(context) if line.topic not in unwanted]
                return self._draft(fresh(jokes, context.used, seed(context)), context) if jokes else None
        judge = ChatJudge(chat, context.lang) if self.judged and chat.strength("fast") != "none" else None
        meant = self.repertoire.meant(context.text)
        hurt = hurting(pain, meant)
        tender = hurt >= (_PAIN_ALONE if meant is None else _MAY_HURT)
        topics = self._named_topics(context)
        if meant is not None and self._only_sounds_sad(topics, context, meant, hurt):
            topics -= _HEAVY | (_SAD if meant.hurt < _SURELY_LIGHT else frozenset())
        if skill == "comfort" and meant and hurt < _HARDLY_HURTS and not self._sad(topics, context):
            skill = "chat"
        near = self._near(skill, context, 5, meant, _CLOSE)
        if before(context) is None:
            near = [one for one in near if not one.line.after]  # a second turn says nothing to a first
        found = await choose(near, context.text, context.used, seed(context), judge)
        found = found or await self._going_on(skill, context)
        hard = skill == "chat" and self._sad(topics, context)
        if skill == "comfort" and (lighter := await self._lighter(context, meant, hurt, found)):
            return self._draft(lighter, context)
        if skill == "comfort" and (found is None or found.score < _WELL_MET):
            found = self._warm(topics, context, shares(near)) or found
        if skill == "chat" and (warmer := await self._warmer(context, meant, hurt, found, topics)):
            return self._draft(warmer, context)
        if skill != "chat" or (
            found and found.score >= (_ITS_OWN if tender or hard else _for_just_this(found))
        ):
            return self._draft(found, context) if found else None
        if hard or tender or topics & _HEAVY:
            return await self._comforting(topics, context, meant, shares(near))
        sober = meant is not None and hurt >= _SOBER
        found = self._broad.light(surely(topics, shares(near)), context, found, sober)
        return self._draft(found, context) if found else None

    async def _comforting(
        self, topics: frozenset[str], context: Context, meant: Meant | None, alike: Mapping[str, float]
    ) -> Draft:
        """What is said to a hurt that was decided as banter: always something."""
        warm = await self._first("comfort", context, meant)
        if warm is None or (meant is not None and warm.score < _WELL_MET):
            warm = self._warm(topics, context, alike) or warm
        return self._draft(warm, context) if warm else self.fixed("comfort", context)

    def _only_sounds_sad(self, topics: frozenset[str], context: Context, meant: Meant, hurt: float) -> bool:
        """Whether a topic that hurts elsewhere hurts nobody here, by what the comment means; never where somebody "went",
        and not where a comforting line was written for this."""
        if not topics & (_SAD | _HEAVY) or _GONE.search(context.text) or _GRAVE.search(context.text):
            return False
        if hurt >= _MAY_HURT or meant.hurt >= _LIKELY_LIGHT:
            return False
        return all(fitness(one) < _WRITTEN_FOR for one in self._near("comfort", context, 1, meant, _CLOSE))

    async def _warmer(
        self, context: Context, meant: Meant | None, hurt: float, light: Choice | None, topics: frozenset[str]
    ) -> Choice | None:
        """A comforting line that likelier fits than the light one, where a hurt is not out of the question."""
        if meant is None or hurt < _LEANS:
            return None
        warm = await self._first("comfort", context, meant)
        if not sooner_warm(hurt, warm, light):
            return None
        return warm if warm and warm.score >= _WELL_MET else self._warm(topics, context, {}) or warm

    async def _lighter(
        self, context: Context, meant: Meant | None, hurt: float, warm: Choice | None
    ) -> Choice | None:
        """A light line written for just this, which likelier fits than the comforting one ("我哥今天领证了")."""
        if meant is None or hurt >= _SURELY_SAD or self.sad(context):
            return None
        light = await self._first("chat", context, meant)
        return light if light and light.score >= _LIGHT and not sooner_warm(hurt, warm, light) else None

    async def _first(self, skill: str, context: Context, meant: Meant | None) -> Choice | None:
        """The line that fits best, second turns left out."""
        near = [one for one in self._near(skill, context, 5, meant, _CLOSE) if not one.line.after]
        return await choose(near, context.text, context.used, seed(context))

    async def _going_on(self, skill: str, context: Context) -> Choice | None:
        """A line for what the member has said in two turns together ("今天面试" - "也没说哪天"), where this one says too
        little by itself; it must be surer than one for a single turn."""
        last = before(context)
        if (
            last is None
            or not last.say
            or not 2 <= len(context.text) <= _SHORT
            or skill not in ("chat", "comfort")
        ):
            return None
        text = f"{last.say}，{context.text}"
        both = replace(context, text=text, turns=())
        found = await self._first(skill, both, self.repertoire.meant(text))
        return found if found and found.score >= _SURE_TOGETHER else None

    def warm(self) -> None:
        """Do beforehand what the first find would have to wait for."""
        self.repertoire.warm()

    def sad(self, context: Context) -> bool:
        topics = self._named_topics(context)
        return bool(topics & _HEAVY) or self._sad(topics, context)

    def broad(self, draft: Draft) -> str | None:
        line = self.repertoire.by_id.get(draft.origin)
        if line is None or line.skill != "chat":
            return None
        return line.mood if line.topic.startswith(BROAD) or line.topic == "nothing" else None

    def fixed(self, topic: str, context: Context) -> Draft:
        """A line of a topic that always has one: "later.draw" narrows by skill, "refuse.doxx" by category, a skill's
        name means its lines for when nothing fits. What is not there falls back to the topic alone, then to
        "nothing"."""
        head, _, tail = topic.partition(".")
        if head == "refuse" and not tail:
            return self._draft(self._refusal(context), context)
        return self._draft(fresh(self._named(head, tail, context.lang), context.used, seed(context)), context)

    def _named(self, head: str, tail: str, lang: Lang) -> Sequence[Line]:
        lines = self.repertoire
        if head == "refuse":
            tries = [lines.named(tail, lang, _REFUSE), lines.named("any", lang, _REFUSE)]
        elif head in SKILLS:
            tries = [lines.named("nothing", lang, head)]
        else:
            tries = [lines.named(head, lang, tail or "chat"), lines.named(head, lang)]
        tries += [lines.named("nothing", lang, "chat"), lines.named("nothing", lang)]
        tries += [lines.named("nothing", other) for other in _OTHERS[lang]]
        if found := next((some for some in tries if some), None):
            return found
        raise ConfigError("persona.empty")

    def _refusal(self, context: Context) -> Choice:
        """The refusal written for such a wish, else one that fits any."""
        near = self.repertoire.find(_REFUSE, context.text, None, context.lang, 3)
        close = [one.line for one in near if one.score >= FAR and one.line.id not in context.used]
        return fresh(close[:1] or self._named("refuse", "any", context.lang), context.used, seed(context))

    def _near(
        self, skill: str, context: Context, limit: int, meant: Meant | None = None, close: int = 0
    ) -> list[Near]:
        return self.repertoire.find(
            skill, context.text, before(context), context.lang, _WIDE + limit, meant, close
        )

    def _but(self, context: Context) -> tuple[Context, frozenset[str]]:
        """The wish without what it does not want ("不要关于工作的"), and the topics of that."""
        hit = _BUT.search(context.text)
        if hit is None:
            return context, frozenset()
        left = f"{context.text[: hit.start()]} {context.text[hit.end() :]}".strip()
        return replace(context, text=left or context.text), self.repertoire.topics.of(hit[0])

    def _wished(self, context: Context) -> bool:
        """Whether a joke was wished on something: a topic or subject of its own, or a turn before to go on from."""
        subject = self.repertoire.topics.subject(context.text)
        return bool(subject or self.repertoire.about(context.text, before(context)))

    def _sad(self, topics: frozenset[str], context: Context) -> bool:
        if topics & _SAD:
            return True
        named = self.repertoire.slots.read(context.text, context.lang).keys() & {"person", "animal"}
        return _LOST in topics and bool(named or topics & _SOMEBODY)

    def _named_topics(self, context: Context) -> frozenset[str]:
        """The topics that a turn is about; somebody else's quarrel ("隔壁吵架") is no quarrel, and
        a grandfather who "went last night" went for good."""
        topics = self.repertoire.about(context.text, before(context))
        if _GONE.search(context.text):
            topics |= {_LOST, "family"}
        if _GRAVE.search(context.text):
            topics |= {"illness"}
        return topics - {"quarrel"} if _OTHERS_ROW.search(context.text) else topics

    def _warm(self, topics: frozenset[str], context: Context, alike: Mapping[str, float]) -> Choice | None:
        """A warm line for what surely hurts, else for whatever hurts on these topics; none on everyday ones, whose lines
        presume a quarrel or a burden where somebody may have died."""
        said = self.repertoire.soothing(context.text, context.lang)
        if unused := [line for line in said if line.id not in context.used]:
            return fresh(unused, context.used, seed(context))
        grave = topics & (_SAD | _HEAVY | ({_LOST} if self._sad(topics, context) else set()))
        grave |= {topic for topic, share in alike.items() if share >= MOST}
        return self._broad.on(grave, context, PLAIN, "comfort") if grave else None

    def _any_jokes(self, context: Context) -> Sequence[Line]:
        """For a wish without a subject every joke is right; after a joke of ours, second turns ("就这？") first."""
        own = next((turn for turn in reversed(context.turns) if turn.own), None)
        if (last := before(context)) is not None and own is not None and own.skill == "joke":
            near = self.repertoire.find("joke", context.text, last, context.lang, 4)
            seconds = [one.line for one in near if one.line.after and one.score > 0.6]
            if unused := [line for line in seconds if line.id not in context.used]:
                return unused
        return [line for line in self.repertoire.of_skill("joke", context.lang) if not line.after]

    def _found(self, near: Near, context: Context) -> Found:
        line, values = near.line, self._values(near.line, context)
        return Found(
            id=line.id,
            text=filled(line.reply, values),
            score=near.score,
            say=filled(near.say, values),
            topic=line.topic,
            lang=line.lang,
            after=line.after[-1].reply if line.after else "",
            meaning=near.meaning,
        )

    def _draft(self, choice: Choice, context: Context) -> Draft:
        line = choice.line
        text = filled(line.reply, self._values(line, context))
        return Draft(text=text, source="repertoire", origin=line.id, lines=(line.id,), reuse=choice.reuse)

    def _values(self, line: Line, context: Context) -> Mapping[str, str]:
        if not line.needs:
            return {}
        slots = self.repertoire.slots
        values = slots.read(context.text, context.lang)
        if WHO in values:
            warm = line.skill == "comfort"
            who = values.get(KIN, values[WHO]) if warm else values[WHO]
            values[WHO] = slots.named.address(who, context.lang, warm)
        return values


_OTHERS: dict[Lang, tuple[Lang, ...]] = {"zh": ("en",), "en": ("zh",)}


def _for_just_this(choice: Choice) -> float:
    return _HELD if choice.line.topic == _OPINION else _LIGHT


def sooner_warm(hurt: float, warm: Choice | None, light: Choice | None) -> bool:
    """Whether the comforting line should be said at this chance of a hurt; a light word at a hurt weighs _HARM times a
    comforting one at a story. Where there is no line for just this, one for whatever is said takes its place."""
    fits_warm = warm.score if warm and warm.score >= _WELL_MET else _SOOTHES
    fits_light = light.score if light and light.score >= _for_just_this(light) else _DOES
    return _HARM * hurt * fits_warm > (1 - hurt) * fits_light


def hurting(pain: float, meant: Meant | None) -> float:
    """The chance (0..1) that somebody hurts, by the decision and, where it is known, by what the comment means."""
    if meant is None:
        return pain
    return 1 / (1 + exp(-(_PAIN_WEIGHS * log_odds(pain) + _SORROW_WEIGHS * log_odds(meant.hurt) + _BOTH)))
