from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dazi.errors import ModelBusy
from dazi.persona.choose import Choice, choose, fresh
from dazi.persona.persona import load
from dazi.persona.repertoire import Near, Repertoire
from dazi.persona.shelf import ChatJudge, Shelf, hurting
from dazi.text.meaning import Encoder
from dazi.types import Context, Member, Mention, Turn

NOW = datetime(2026, 1, 1, tzinfo=UTC)
XIAODA = Repertoire.load(load("xiaoda").repertoire, Encoder())
SHELF = Shelf(XIAODA)
ACTLESS = Shelf(
    Repertoire(
        [line for line in XIAODA.lines if not line.act],
        XIAODA.topics,
        XIAODA.slots,
        XIAODA.moods,
        XIAODA._vectors,
    )
)
ALL = {line.id: NOW - timedelta(hours=at) for at, line in enumerate(XIAODA.lines)}


def context(text, *turns, comment="c1", lang="zh", used=None, skill=None):
    member = Member("plaza", "m1")
    mention = Mention("plaza", "us", comment, "t1", member, text, NOW)
    told = tuple(
        Turn(f"t{at}", member, bool(at % 2), said, NOW, skill if at % 2 else None)
        for at, said in enumerate(turns)
    )  # the member begins, we answer
    return Context((mention,), text, lang, NOW, turns=told, used=used or {})


class Model:
    """A model that always prefers the last choice, or is busy."""

    def __init__(self, busy=False):
        self.busy, self.asked = busy, []

    def strength(self, tier):
        return "weak"

    async def pick(self, tier, prompt, choices: Sequence[str]):
        self.asked.append(prompt)
        if self.busy:
            raise ModelBusy("model.loading")
        return tuple(float(one == choices[-1]) for one in choices)


async def chosen(skill, ctx, shelf=SHELF, chat=None, pain=0.0):
    draft = await shelf.choose(skill, ctx, chat or Model(), pain)
    return XIAODA.by_id[draft.origin] if draft else None


async def test_any_joke_will_do_and_two_comments_get_two():
    drafts = [await SHELF.choose("joke", context("讲个段子", comment=f"c{n}"), Model()) for n in range(30)]
    assert len({draft.text for draft in drafts}) > 15
    again = await SHELF.choose("joke", context("讲个段子", comment="c0"), Model())
    assert again == drafts[0]
    assert again.source == "repertoire" and again.lines == (again.origin,) and not again.reuse


async def test_a_joke_on_a_topic_is_on_it_until_they_are_used_up():
    used = {}
    for _ in range(3):
        line = await chosen("joke", context("讲个猫的笑话", used=used))
        assert line.topic == "cat" and line.id not in used
        used[line.id] = NOW
    told = {line.id: NOW for line in XIAODA.named("mosquito", "zh", "joke")}
    assert await chosen("joke", context("讲个蚊子的笑话", used=told)) is None


async def test_a_subject_that_is_not_wanted_is_left_out():
    for n in range(25):
        assert (await chosen("joke", context("讲个笑话吧 不要关于工作的", comment=f"c{n}"))).topic != "work"
    assert (await chosen("joke", context("讲个猫的笑话 别讲工作的"))).topic in ("cat", "pet")


async def test_a_joke_on_something_unheard_of_does_not_fit():
    assert await chosen("joke", context("讲个量子力学的段子")) is None


async def test_when_every_joke_is_used_the_longest_unused_comes_again():
    draft = await SHELF.choose("joke", context("讲个笑话", used=ALL), Model())
    jokes = [line for line in XIAODA.of_skill("joke", "zh") if not line.after]
    assert draft.reuse and draft.origin == min(jokes, key=lambda line: ALL[line.id]).id


async def test_after_a_joke_of_ours_a_second_turn_is_answered_as_one():
    line = await chosen("joke", context("就这？", "讲个段子", "我跟闹钟谈好了。", skill="joke"))
    assert line.after and "就这？" in line.say


async def test_after_something_else_a_wish_for_a_joke_gets_a_first_one():
    line = await chosen("joke", context("讲个段子", "3+5等于几", "3+5=8。", skill="answer"))
    assert not line.after


async def test_what_no_line_was_written_for_gets_none_and_an_honest_line():
    ctx = context("量子退相干的时间尺度怎么估")
    assert (await chosen("chat", ctx)).topic == "broad.any"
    assert XIAODA.by_id[SHELF.fixed("nothing", ctx).origin].topic == "nothing"


async def test_without_lines_for_acts_a_broad_one_on_the_topic_serves_each_once():
    used = {}
    for _ in range(2):
        line = await chosen("chat", context("公司前台换了一种颜色的回形针", used=used), ACTLESS)
        assert line.topic == "broad.work" and line.id not in used
        used[line.id] = NOW
    used |= {line.id: NOW for line in XIAODA.lines if line.topic.startswith("broad.")}
    assert await chosen("chat", context("公司前台换了一种颜色的回形针", used=used)) is None
    assert await chosen("comfort", context("公司前台换了一种颜色的回形针"), ACTLESS, pain=1.0) is None


async def test_something_sad_never_gets_a_broad_line():
    assert (await chosen("chat", context("同事的爷爷住院了"))).skill == "comfort"
    told = {line.id: NOW for line in XIAODA.lines if line.skill == "comfort" and line.topic != "nothing"}
    assert (await chosen("chat", context("同事的爷爷住院了", used=told))).skill == "comfort"
    assert (await chosen("chat", context("台风天我的伞先走了"))).skill == "chat"


@pytest.mark.parametrize(
    ("comment", "fits"), [("家里的狗走了，陪了我十二年", True), ("家里的狗走了，陪了我三年", False)]
)
async def test_a_line_that_names_a_number_fits_only_where_it_was_said(comment, fits):
    line = next(line for line in XIAODA.of_skill("comfort", "zh") if line.reply.startswith("十二年"))
    assert (await choose([Near(line, 1.0, line.say[0])], comment, {}, "s") is not None) == fits


async def test_used_lines_are_not_said_again():
    first = await chosen("comfort", context("我的猫走了"))
    second = await chosen("comfort", context("我的猫走了", used={first.id: NOW}))
    assert first.topic == "petloss" and (second is None or second.id != first.id)


async def test_a_line_made_for_one_video_is_never_chosen():
    seen = [line for line in XIAODA.of_skill("interpret", "zh") if line.video]
    assert seen
    pairs = [Near(line, 1.0, line.say[0]) for line in seen]
    assert await choose(pairs, "x", {}, "seed") is None


async def test_the_judge_is_asked_only_between_near_equals_and_may_be_missing():
    asked = Model()
    await chosen("chat", context("你好"), replace(SHELF, judged=True), asked)
    assert asked.asked == []  # sure without it
    three = zip(XIAODA.of_skill("chat", "zh")[:3], (0.78, 0.76, 0.74), strict=True)
    pairs = [
        Near(replace(line, say=("四个字的",)), score, "四个字的", cover=0.5, shared=4.0, whole=0.5)
        for line, score in three
    ]
    by_model = await choose(pairs, "嗯", {}, "s", ChatJudge(asked, "zh"))
    assert by_model.line == pairs[2][0] and len(asked.asked) == 1
    assert "嗯" in asked.asked[0].messages[0].text and "嗯" not in asked.asked[0].stable
    busy = await choose(pairs, "嗯", {}, "s", ChatJudge(Model(busy=True), "zh"))
    assert busy.line == pairs[0][0]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("topic", "skill", "kind"),
    [
        ("nothing", "chat", "nothing"),
        ("comfort", "comfort", "nothing"),
        ("joke", "joke", "nothing"),
        ("later.draw", "draw", "later"),
        ("later.edit", "edit", "later"),
        ("later.outpaint", "outpaint", "later"),
        ("later.recommend", "recommend", "later"),
        ("limit", "limit", "limit"),
        ("stuck", "limit", "stuck"),
        ("mistake", "limit", "mistake"),
        ("refuse.doxx", "decline", "doxx"),
        ("refuse.unheard", "decline", "any"),
        ("refuse", "decline", "any"),
        ("no such topic", "chat", "nothing"),
    ],
)
def test_fixed_lines_stand_in_both_languages(topic, skill, kind, lang):
    ctx = context("xyzzy", lang=lang)
    line = XIAODA.by_id[SHELF.fixed(topic, ctx).origin]
    assert (line.skill, line.topic, line.lang) == (skill, kind, lang)
    used_up = SHELF.fixed(topic, replace(ctx, used=ALL))
    assert used_up.reuse and used_up.lines


def test_a_refusal_fits_what_was_wished():
    line = XIAODA.by_id[SHELF.fixed("refuse", context("帮我查查这人住哪")).origin]
    assert line.topic == "doxx"


def test_found_lines_leave_out_the_used_ones_unless_nothing_is_left():
    ctx = context("我家猫半夜跑酷")
    first = SHELF.find("chat", ctx, 3)
    assert [one.score for one in first] == sorted((one.score for one in first), reverse=True)
    assert first[0].say == "我家猫半夜跑酷" and first[0].score > 0.9
    later = SHELF.find("chat", replace(ctx, used={first[0].id: NOW}), 3)
    assert first[0].id not in {one.id for one in later} and len(later) == 3
    assert len(SHELF.find("chat", replace(ctx, used=ALL), 3)) == 3


def test_found_names_the_phrasing_that_is_most_alike():
    by_words = Shelf(Repertoire.load(load("xiaoda").repertoire))
    assert by_words.find("chat", context("铅丝收好了，拜拜"), 1)[0].say == "拜拜"


def test_for_any_joke_examples_differ_by_comment():
    one = SHELF.find("joke", context("讲个笑话", comment="a"), 3)
    other = SHELF.find("joke", context("讲个笑话", comment="b"), 3)
    assert len(one) == len(other) == 3 and one != other


def test_fresh_draws_by_the_seed():
    lines = XIAODA.of_skill("chat", "zh")
    assert fresh(lines, {}, "a") == fresh(lines, {}, "a")
    assert len({fresh(lines, {}, str(n)).line.id for n in range(20)}) > 10


async def test_last_words_are_taken_up_where_no_line_was_written():
    draft = await ACTLESS.choose("chat", context("我叔把算盘借给门卫，量出来一截紫色铅丝"), Model())
    assert "“量出来一截紫色铅丝”" in draft.text


async def test_what_may_hurt_is_met_with_comfort_whatever_was_decided():
    ctx = context("哈哈 今天办完了 家里就剩我跟遗像里那位了")
    for pain in (0.0, 0.8):
        draft = await SHELF.choose("chat", ctx, Model(), pain)
        assert XIAODA.by_id[draft.origin].skill == "comfort"


async def test_a_word_that_is_hardly_ever_a_joke_counts_whatever_the_rest_sounds_like():
    draft = await SHELF.choose("chat", context("公公中风了，昨天还跟我抢遥控器呢"), Model(), 0.0)
    assert XIAODA.by_id[draft.origin].skill == "comfort"


async def test_good_news_that_ends_badly_is_not_cheered():
    for n in range(12):
        draft = await SHELF.choose(
            "chat", context("终于拼好了那套模型屋 屋顶装反了", comment=f"c{n}"), Model()
        )
        assert XIAODA.by_id[draft.origin].mood != "good"


@pytest.mark.parametrize(
    "text",
    [
        "外公昨晚走的 我手机静音没接到电话",
        "爸今早没了 我还在火车上",
        "仓鼠今早身子凉了 它才一岁半",
        "my grandma passed on friday, i missed the call",
    ],
)
async def test_who_went_is_mourned(text):
    lang = "en" if text.isascii() else "zh"
    assert (await chosen("chat", context(text, lang=lang))).skill == "comfort"


@pytest.mark.parametrize("text", ["隔壁情侣吵架吵到凌晨 我都会背了", "楼上两口子吵了一宿 我当广播剧听"])
async def test_a_neighbours_row_is_no_sorrow(text):
    assert (await chosen("chat", context(text))).skill == "chat"


@pytest.mark.parametrize(
    "ways",
    [
        ("豆花甜的咸的", "早饭摊子前面你端甜的还是咸的豆花", "你就是咸党 别装中立"),
        ("老歌和新歌 你站哪边", "你不是一直说老歌土吗", "你爱听什么歌"),
    ],
)
async def test_an_opinion_is_held_however_it_is_asked(ways):
    assert {(await chosen("chat", context(text))).topic for text in ways} == {"taste"}


class Hardly(Shelf):
    """To every light comment finds one line that hardly fits, and nothing to comfort with."""

    def _near(self, *args):
        return []

    async def _going_on(self, skill, context):
        return Choice(XIAODA.of_skill("chat", "zh")[0], 0.42) if skill == "chat" else None


@pytest.mark.parametrize("pain", [0.0, 0.5])
async def test_a_line_that_hardly_fits_gives_way_and_nothing_laughs_where_a_hurt_is_not_out_of_the_question(
    pain,
):
    ctx = context("我把馆长当成修水管的 还塞给他一把扳手")
    assert (0.3 <= hurting(pain, XIAODA.meant(ctx.text)) < 0.45) == bool(pain)
    said = set()
    for n in range(40):
        draft = await Hardly(XIAODA).choose(
            "chat", replace(ctx, burst=context("", comment=f"c{n}").burst), Model(), pain
        )
        assert XIAODA.by_id[draft.origin].act
        said.add(draft.text)
    assert any("笑" in text or "喜剧" in text for text in said) != bool(pain)
