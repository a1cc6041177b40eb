"""Running jokes over a real store: noticed, scoped, renewed, spoiled by sorrow, gone when told so."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

import dazi.web
from dazi.bonds import Fact
from dazi.memory.memory import BUDGET, Memory, tokens
from dazi.store.facts import Facts
from dazi.types import Lang, Member
from dazi.words import sentences
from tests.memory.home import Home

ALARM = ("我家鹦鹉，人称小区闹钟总代理代", "业务范围从五点半起。")


class Talks(Home):
    """A memory that may keep jokes, and what is said to it with an answer of ours, from six days ago on."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, ("小搭",), lambda text: "禁词" not in text, timedelta(days=6))

    async def talk(self, text: str, reply: str = "嗯。", *, who: str = "ning", **more: object) -> None:
        await self.says(who, f"@小搭 {text}", reply=reply, **more)  # type: ignore[arg-type]
        await self.memory.learn()

    async def jokes(self, who: str = "ning", *, private: bool = True) -> list[str]:
        return [fact.text for fact in await self.known(who, private=private) if fact.kind == "gag"]

    async def joke(self) -> Fact:
        (fact,) = (one for one in await self.known("ning", private=False) if one.kind == "gag")
        return fact

    async def returns(self, text: str, day: float, *, who: str = "ning", **more: object) -> list[str]:
        """The jokes that come to mind."""
        return [fact.text for fact in await self.recalled(who, text, day=day, **more) if fact.kind == "gag"]


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Talks]:
    made = Talks(tmp_path)
    yield made
    made.database.close()


async def test_a_joke_is_kept_with_source_time_confidence_and_end(home: Talks) -> None:
    await home.talk(*ALARM)
    fact = await home.joke()
    assert (fact.kind, fact.text, fact.scope) == ("gag", "小区闹钟总代理代", "member")
    assert fact.key.startswith("gag:nick:") and 0.5 < fact.confidence < 1 and fact.comment
    assert fact.until == fact.at + timedelta(days=90)


async def test_a_quip_of_ours_is_kept_where_it_is_laughed_at_and_not_else(home: Talks) -> None:
    await home.talk("我家橘猫又没跳上沙发", "它不是跳不上，是在等你给沙发装电梯。", thread="a")
    await home.talk("真的吗", thread="a")
    assert await home.jokes() == []
    await home.talk("我家橘猫又没跳上沙发", "它不是跳不上，是在等你给沙发装电梯。", thread="b")
    await home.talk("哈哈哈给沙发装电梯", thread="b")
    assert await home.jokes() == ["给沙发装电梯"]


async def test_a_laugh_in_another_thread_is_about_something_else(home: Talks) -> None:
    await home.talk("我家橘猫又没跳上沙发", "它不是跳不上，是在等你给沙发装电梯。", thread="a")
    await home.talk("哈哈哈给沙发装电梯", thread="b")
    assert await home.jokes() == []


async def test_a_phrase_said_on_three_days_is_kept(home: Talks) -> None:
    for day, text in (
        (0, "今天也是翻车的一天"),
        (1, "烤个面包，又是翻车的一天"),
        (2, "学拉花，果然是翻车的一天"),
    ):
        assert await home.jokes() == []
        await home.talk(text, day=day, thread=f"t{day}")
    assert await home.jokes() == ["翻车的一天"]


async def test_it_comes_to_mind_days_later_where_it_fits_and_not_the_same_day(home: Talks) -> None:
    await home.talk(*ALARM)
    assert await home.returns("鹦鹉又开始叫了", 0.3) == []
    assert await home.returns("鹦鹉又开始叫了", 3) == ["小区闹钟总代理代"]
    assert await home.returns("我又来了", 3) == ["小区闹钟总代理代"]
    assert await home.returns("晚上吃什么", 3) == []


async def test_one_members_joke_never_reaches_another(home: Talks) -> None:
    await home.talk(*ALARM)
    assert await home.jokes("lu") == [] and await home.returns("鹦鹉又开始叫了", 3, who="lu") == []


async def test_what_was_joked_about_in_private_stays_there(home: Talks) -> None:
    await home.talk(*ALARM, visibility="private")
    assert await home.jokes(private=False) == [] and await home.returns("鹦鹉又开始叫了", 3) == []
    assert await home.returns("鹦鹉又开始叫了", 3, visibility="private") == ["小区闹钟总代理代"]


async def test_a_phrase_that_is_partly_private_is_private(home: Talks) -> None:
    await home.talk("今天也是翻车的一天", day=0)
    await home.talk("又是翻车的一天", day=1, visibility="private")
    await home.talk("还是翻车的一天", day=2)
    assert await home.jokes() == []
    await home.talk("真是翻车的一天", day=3, visibility="private")
    assert await home.jokes() == ["翻车的一天"] and await home.jokes(private=False) == []


@pytest.mark.parametrize(
    ("said", "reply", "answer", "skill"),
    [
        ("被老板骂了，好难受", "你不是出气筒，是“全能背锅侠”。", "哈哈全能背锅侠", "chat"),
        ("今天上班", "这叫“带薪修仙”。", "哈哈哈带薪修仙，算了没事", "chat"),
        ("我奶奶去世了", "她是家里的“定海神针”。", "哈哈定海神针", "comfort"),
        ("我室友走路像企鹅", "那是“南极代表”。", "哈哈哈南极代表", "chat"),
        ("我又胖了", "这叫“福气储备库”。", "哈哈福气储备库", "chat"),
        ("你这个傻逼", "收到一枚“暴躁勋章”。", "哈哈暴躁勋章", "chat"),
        ("讲个笑话", "老板说“公司是我家”。", "哈哈哈哈", "joke"),
        ("今天的禁词", "这叫“文字避雷针”。", "哈哈文字避雷针", "chat"),
    ],
)
async def test_nothing_sad_unkind_bodily_or_about_others_becomes_a_joke(
    home: Talks, said: str, reply: str, answer: str, skill: str
) -> None:
    await home.talk(said, reply, skill=skill)
    await home.talk(answer)
    assert await home.jokes() == []


async def test_a_joke_with_another_members_name_is_none(home: Talks) -> None:
    await home.talk("我管我的杯子叫豆豆专用水塔", names=("豆豆",))
    assert await home.jokes() == []


async def test_a_sorrow_in_the_thread_lets_no_joke_arise(home: Talks) -> None:
    await home.talk("今天被辞退了，心里空空的", skill="comfort")
    await home.talk("我管我的杯子叫续命水塔")
    assert await home.jokes() == []


async def test_a_sorrow_keeps_jokes_away_for_days(home: Talks) -> None:
    await home.talk(*ALARM)
    await home.talk("今天被辞退了，心里空空的", skill="comfort", day=1, thread="u")
    assert await home.returns("在吗", 3) == []
    assert await home.returns("在吗", 6) == ["小区闹钟总代理代"]


async def test_what_it_was_about_is_lost_and_the_joke_with_it(home: Talks) -> None:
    await home.talk(*ALARM)
    await home.talk("鹦鹉昨天走了", skill="comfort", day=1)
    assert await home.jokes() == []


async def test_a_greeting_that_was_taken_for_a_sorrow_spoils_nothing(home: Talks) -> None:
    await home.talk("我家鹦鹉见人就喊开会", thread="s")
    await home.talk("我管它叫晨会主持人", thread="s")
    await home.talk("好久不见", skill="comfort", day=2, thread="u")
    await home.talk("鹦鹉又对着门叫了半天", skill="comfort", day=2, thread="v")
    assert await home.jokes() == ["晨会主持人"]
    await home.talk("鹦鹉生病了", skill="comfort", day=3, thread="v")
    assert await home.jokes() == []


async def test_laughter_renews_and_weariness_ends_it(home: Talks) -> None:
    await home.talk(*ALARM)
    before = await home.joke()
    await home.talk("鹦鹉又叫了", "小区闹钟总代理代今天加班？", day=3, thread="u")
    await home.talk("哈哈哈哈", day=3, thread="u")
    after = await home.joke()
    assert after.at > before.at and after.confidence > before.confidence and after.text == before.text
    await home.talk("这梗过时了，别再提小区闹钟总代理代了", day=4, thread="v")
    assert await home.jokes() == []


async def test_one_joke_that_is_forgotten_is_gone_from_every_table_and_from_the_log(home: Talks) -> None:
    await home.talk(*ALARM)
    await home.talk("早", "小区闹钟总代理代还在岗吗？", day=3, thread="u")
    assert "闹钟总代理代".encode() in home.everything()
    fact = await home.joke()
    assert len(await home.memory.drop(Member("plaza", "ning"), ids=[fact.id])) == 1
    assert "闹钟总代理代".encode() not in home.everything()
    await home.memory.learn()
    assert await home.jokes() == []


@pytest.mark.parametrize("about", ["养鹦鹉", "给鹦鹉起外号", "小区闹钟总代理代这个梗"])
async def test_it_goes_with_what_it_is_about_and_by_its_name(home: Talks, about: str) -> None:
    await home.talk(*ALARM)
    await home.talk("我管我的杯子叫续命水塔", thread="u")
    dropped = await home.memory.drop(Member("plaza", "ning"), about)
    assert [fact.text for fact in dropped if fact.kind == "gag"] == ["小区闹钟总代理代"]
    assert await home.jokes() == ["续命水塔"] and "闹钟总代理代".encode() not in home.everything()


async def test_all_of_them_go_by_what_they_are_and_an_unknown_one_takes_none(home: Talks) -> None:
    await home.talk(*ALARM)
    await home.talk("我管我的杯子叫续命水塔", thread="u")
    assert await home.memory.drop(Member("plaza", "ning"), "电影里的梗") == ()
    assert len(await home.jokes()) == 2
    await home.memory.drop(Member("plaza", "ning"), "我们的梗")
    assert await home.jokes() == []


async def test_it_is_told_to_who_asks(home: Talks) -> None:
    await home.talk(*ALARM)
    asked = home.mention("ning", "我们有什么梗来着", day=3)
    assert await home.memory.answer(asked, "gag", "", "zh") == "跟我有个梗“小区闹钟总代理代”"
    assert await home.memory.answer(home.mention("lu", "我们有什么梗来着", day=3), "gag", "", "zh") is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_place_that_lists_facts_has_a_word_for_a_joke(lang: Lang) -> None:
    assert {"memory.told.gag", "console.memory.kind.gag"} <= set(sentences(lang))
    static = Path(dazi.web.__file__).parent / "static"
    assert "kind_gag:" in (static / f"words_{lang}.js").read_text("utf-8")


async def test_who_is_forgotten_has_no_jokes_left(home: Talks) -> None:
    await home.talk(*ALARM)
    await home.talk("我家橘猫又没跳上沙发", "它不是跳不上，是在等你给沙发装电梯。", thread="b")
    await home.talk("哈哈哈给沙发装电梯", thread="b")
    await home.wishes.forget(Member("plaza", "ning"))
    await home.memory.learn()
    assert await home.jokes() == []
    assert "闹钟总代理代".encode() not in home.everything() and "装电梯".encode() not in home.everything()


async def test_do_not_keep_that_takes_the_joke_of_the_last_comment(home: Talks) -> None:
    await home.talk(*ALARM)
    assert await home.memory.unsay(home.mention("ning", "别记这个", day=0.1)) >= 1
    await home.memory.learn()
    assert await home.jokes() == [] and "闹钟总代理代".encode() not in home.everything()


async def test_a_memory_that_cannot_judge_keeps_no_jokes(home: Talks) -> None:
    home.memory = Memory(Facts(home.database), ("小搭",))
    await home.talk(*ALARM)
    assert await home.jokes() == []


async def test_a_dozen_at_most_and_what_comes_to_mind_stays_within_its_share(home: Talks) -> None:
    things = (
        "杯子",
        "雨伞",
        "台灯",
        "键盘",
        "耳机",
        "书包",
        "水壶",
        "闹钟",
        "冰箱",
        "风扇",
        "沙发",
        "拖鞋",
        "窗帘",
        "吉他",
    )
    for n, thing in enumerate(things):
        await home.talk(f"我管我的{thing}叫{thing}界总代言", thread=f"t{n}")
    assert len(await home.jokes()) == 12 and not any("杯子" in one for one in await home.jokes())
    one = home.mention("ning", "我又来了", day=4)
    found: tuple[Fact, ...] = await home.memory.recall(one, "我又来了", one.at)
    assert 1 <= len(found) <= 3 and sum(tokens(fact.text) for fact in found) <= BUDGET
