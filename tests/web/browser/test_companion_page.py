"""The companion's page, the private talk, what is remembered and the steered feed, in a real browser over a real store."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from dazi.bonds import Clip as Known
from dazi.bonds import Fact, Wish
from dazi.cli.web import _mine
from dazi.config import load
from dazi.house import House, opened, speaker_for
from dazi.marks.marker import Labels
from dazi.store.tables import facts
from dazi.types import Member
from dazi.web.feed_routes import Feeding, feed_routes
from dazi.web.me_routes import Mine, me_routes
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.web.plaza_seed import Clip, Person, Remark, Seed
from dazi.web.server import create_server
from dazi.web.status import BEAT, PROGRESS, Panel
from tests.served import served
from tests.web.browser.pages import DESK, PHONE, serious, waited
from tests.web.browser.test_plaza_page import TOKEN, film

pytestmark = pytest.mark.browser

NOW = datetime(2026, 1, 2, tzinfo=UTC)
FUNNY = "番茄找土豆借钱，土豆说：我薯实没有。番茄叹气：那我只好去找茄子，看它脸色。"
LINKED = "给你挑好了：《把盐当糖》(/#/v/salt)、《还在剪的月亮》(/#/v/moon)，慢用。"
SEED = Seed(
    people=(Person("zhu", "阿竹", "🎋", "#5aa469", demo=True), Person("momo", "momo", "🩷", "#e88fb0", demo=True)),
    clips=(
        Clip("cat", "猫开车", "zhu", "The cat drives", ("猫",), (), 12876, 3.0, "cat.mp4"),
        Clip("salt", "把盐当糖", "zhu", "Salt for sugar", ("厨房",), (), 3, 3.0, "salt.mp4"),
        Clip("moon", "还在剪的月亮", "momo", "", ("夜",), (), 2),
        Clip("kitten", "小奶猫第一次照镜子", "momo", "", ("猫",), (), 1),
    ),
    remarks={
        "cat": (
            Remark("momo", "@小搭 讲个段子", 3, 7200, under=(Remark("", FUNNY, 128, label="AI生成"), Remark("zhu", "茄子：？"))),
            Remark("zhu", "@小搭 我想看点别的", 1, 7000, under=(Remark("", LINKED, 2, label="AI生成"),)),
        )
    },
)  # fmt: skip


class Site:
    """A running plaza with Dazi's store behind it; the test speaks for the companion."""

    def __init__(self, url: str, house: House, mine: Mine) -> None:
        self.url, self.house, self.mine = url, house, mine
        self._bot = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}, trust_env=False)

    def close(self) -> None:
        self._bot.close()

    def heard(self, text: str) -> dict[str, Any]:
        """What a member said to the companion, once it has come."""
        for _ in range(100):
            items = self._bot.get("/api/bot/comments", params={"cursor": 0, "wait": 0}).json()["items"]
            for item in items:
                if item["text"] == text:
                    return dict(item)
            time.sleep(0.05)
        raise AssertionError(f"{text!r} never came")

    def type(self, comment: str) -> None:
        assert self._bot.post("/api/bot/typing", json={"comment": comment, "on": True}).status_code == 200

    def reply(self, parent: str, text: str) -> None:
        said = {"parent": parent, "text": text, "label": "AI生成"}
        assert self._bot.post("/api/bot/comments", json=said).status_code == 201

    def say(self, text: str, member: str = "zhu") -> None:
        sent = httpx.post(
            f"{self.url}/api/chat", json={"text": text}, headers={"X-Plaza": "1"}, cookies={"plaza_member": member},
            trust_env=False,
        )  # fmt: skip
        assert sent.status_code == 201

    def tell(self, member: str, *given: tuple[str, str, str]) -> None:
        """Facts of a member as (kind, text, scope)."""
        rows = [
            Fact(0, Member("plaza", member), kind, text, f"{kind}:{text}", scope, 0.9, NOW, comment="")  # type: ignore[arg-type]
            for kind, text, scope in given
        ]
        waited(_insert(self.house, rows))

    def wish(self, member: str, wish: Wish, comment: str) -> None:
        waited(self.mine.feed.prefer(Member("plaza", member), [wish], comment, datetime.now(UTC)))

    def told(self, member: str, comment: str, skill: str) -> None:
        receipt = {"member": member, "comment": comment, "outcome": "posted", "reason": "", "skill": skill}
        waited(self.house.records.tell("receipt", receipt))


async def _insert(house: House, told: list[Fact]) -> None:
    rows = [kept_row(fact) for fact in told]
    await house.database.write(lambda connection: connection.execute(facts.insert(), rows).rowcount)


def kept_row(fact: Fact) -> dict[str, Any]:
    return {
        "platform": "plaza", "member": fact.member.account, "thread": "", "expires": None, "scope": fact.scope,
        "kind": fact.kind, "key": fact.key, "text": fact.text, "confidence": 0.9, "comment": "",
        "at": fact.at.timestamp(), "times": 1,
    }  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("friend")
    clips = folder / "clips"
    clips.mkdir()
    film(clips / "cat.mp4", 60)
    film(clips / "salt.mp4", 160)
    card = CompanionCard(
        avatar="/static/companion.svg",
        color="#ffc83d",
        bio="评论区常驻的AI搭子。陪聊、解惑、讲段子，喊一声就到。",
    )
    plaza = create_plaza(
        folder,
        token=TOKEN,
        clips=clips,
        companion=card,
        seed=SEED,
        a_minute=0,
        marker=Labels(folder / "marks"),
    )
    house = opened(load(data=folder / "data"))
    mine = _mine(house, speaker_for(house.settings), plaza.state.board)
    known = [
        Known("plaza", clip.id, clip.title, "", clip.tags, 3.0, NOW, float(clip.likes), url=f"/#/v/{clip.id}")
        for clip in SEED.clips
    ]
    waited(mine.feed.offer(known))  # type: ignore[attr-defined]
    waited(house.switches.put(BEAT, str(time.time() + 3600)))
    waited(house.switches.put(PROGRESS, '{"phase": "ready", "name": "qwen2.5-1.5b"}'))
    feeding = Feeding(mine.feed, "plaza", plaza.state.board.speaker, TOKEN)  # type: ignore[arg-type]
    panel = Panel(house.switches, house.queue, house.records, lambda: "qwen2.5-1.5b")
    app = create_server(plaza, panel, card, ("127.0.0.1",), (me_routes(mine), feed_routes(feeding)))
    with served(app, plaza) as url:
        made = Site(url, house, mine)
        yield made
        made.close()
    house.database.close()


Opener = Callable[..., Page]


@pytest.fixture
def visit(site: Site, fresh: Opener) -> Opener:
    """Opens a page as a fresh visitor who speaks as a member."""

    def open_at(
        at: str = "#/companion",
        size: tuple[int, int] = PHONE,
        scheme: str = "dark",
        member: str = "zhu",
        lang: str = "zh",
    ) -> Page:
        cookies = [
            {"name": name, "value": value, "url": site.url}
            for name, value in (("plaza_member", member), ("plaza_lang", lang))
        ]
        page = fresh(size, scheme, cookies, permissions=["clipboard-read", "clipboard-write"])
        page.goto(site.url + "/" + at)
        page.wait_for_selector(".rail")
        return page

    return open_at


@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "dark"), (PHONE, "light"), (DESK, "dark"), (DESK, "light")]
)
def test_every_page_of_the_companion_is_sound_in_each_light_and_size(
    site: Site, visit: Opener, size: tuple[int, int], scheme: str
) -> None:
    for at, there in (
        ("#/companion", ".best-one"),
        ("#/companion/chat", ".chat-write"),
        ("#/companion/memory", ".mem-all"),
    ):
        page = visit(at, size, scheme)
        page.wait_for_selector(there)
        assert serious(page) == [], at
        wide = page.evaluate(
            "document.documentElement.scrollWidth <= innerWidth && ![...document.querySelectorAll('.page, .chat-list')].some((one) => one.scrollWidth > one.clientWidth)"
        )
        assert wide, f"{at} is wider than the screen"


def test_the_page_says_what_it_is_and_is_followed_and_unfollowed(visit: Opener) -> None:
    page, other = visit(), visit(member="momo")
    expect(page.locator(".hero .badge-ai")).to_be_visible()
    expect(page.locator(".pinned")).to_contain_text("我是小搭")
    expect(page.locator(".made-of")).to_contain_text("qwen2.5-1.5b")
    expect(page.locator(".made-of")).to_contain_text("AI生成")
    button = page.get_by_role("button", name="关注")
    button.click()
    expect(page.get_by_role("button", name="已关注")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".counts div").first).to_have_text("1粉丝")
    expect(other.get_by_role("button", name="关注", exact=True)).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="已关注").click()
    expect(page.locator(".counts div").first).to_have_text("0粉丝")


def test_its_replies_stand_by_heat_or_by_time_and_lead_to_their_threads(visit: Opener) -> None:
    page = visit()
    said = page.locator(".latest .said-text")
    expect(said.first).to_contain_text("番茄找土豆")
    page.get_by_role("button", name="最新").click()
    expect(said.first).to_contain_text("给你挑好了：《把盐当糖》、《还在剪的月亮》")
    expect(page.locator(".best-one").first).to_contain_text("1 人追问")
    page.locator(".best-text").first.click()
    expect(page.locator(".sheet .comment", has_text="我薯实没有")).to_be_visible()


def test_a_tap_on_what_it_can_do_opens_the_composer_with_the_wish(visit: Opener) -> None:
    page = visit()
    page.get_by_role("button", name="画一张").click()
    expect(page.locator(".sheet .composer textarea")).to_have_value("@小搭 画一只打工的猫")


def test_a_reply_is_taken_along_as_a_labelled_card_or_as_words(site: Site, visit: Opener) -> None:
    page = visit(size=DESK)
    page.locator(".best-one").first.get_by_role("button", name="分享").click()
    box = page.get_by_role("dialog", name="把这句带走")
    card = box.locator(".share-card img")
    expect(card).to_be_visible(timeout=30_000)
    src = str(card.get_attribute("src"))
    assert httpx.get(site.url + src, trust_env=False).headers["content-type"] == "image/png"
    assert serious(page) == []
    box.get_by_role("button", name="换个样子").click()
    expect(card).not_to_have_attribute("src", src, timeout=30_000)
    box.get_by_role("button", name="复制文字").click()
    assert FUNNY in page.evaluate("navigator.clipboard.readText()")
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)


def test_a_private_talk_needs_no_handle_shows_typing_and_stays_between_two(site: Site, visit: Opener) -> None:
    page, other, desk = visit(), visit("#/companion/chat", member="momo"), visit("#/v/cat", DESK)
    page.get_by_role("link", name="私聊").click()
    expect(page.locator(".chat")).to_contain_text("这儿没有围观的")
    page.get_by_role("button", name="今天想吐个槽").click()
    field = page.locator(".chat-write textarea")
    expect(field).to_have_value("今天想吐个槽")
    field.press("Enter")
    expect(page.locator(".say-me .bubble")).to_have_text("今天想吐个槽")
    said = site.heard("今天想吐个槽")
    assert said["private"] and said["member"]["id"] == "zhu"
    site.type(said["id"])
    expect(page.locator(".says-typing")).to_contain_text("小搭正在输入")
    site.reply(said["id"], "说，我把耳朵调大了。")
    answer = page.locator(".say-ai")
    expect(answer.locator(".bubble")).to_have_text("说，我把耳朵调大了。")
    expect(answer.locator(".say-label")).to_have_text("AI生成")
    expect(page.locator(".says-typing")).to_have_count(0)
    assert serious(page) == []
    page.reload()
    expect(page.locator(".say-ai .bubble")).to_have_text("说，我把耳朵调大了。")
    expect(other.locator(".chat")).to_contain_text("这儿没有围观的")
    expect(desk.locator(".toast")).to_contain_text("小搭在私聊里回你了")
    for its in (other, desk):
        assert "耳朵调大" not in its.content()
    page.locator(".rail-me").click()
    page.locator(".member", has_text="momo").click()
    page.keyboard.press("Escape")
    expect(page.locator(".chat")).to_contain_text("这儿没有围观的")
    expect(page.locator(".say")).to_have_count(0)
    site.say("momo 的悄悄话", "momo")
    expect(page.locator(".say-me .bubble")).to_have_text("momo 的悄悄话")


def test_a_long_talk_is_scrolled_back_to_its_beginning_and_cleared(site: Site, visit: Opener) -> None:
    for n in range(75):
        site.say(f"第{n:02}句悄悄话", "momo")
    page = visit("#/companion/chat", member="momo")
    expect(page.locator(".say")).to_have_count(30)
    expect(page.locator(".say").last).to_be_in_viewport()
    for _ in range(6):
        page.locator(".chat-list").evaluate("(one) => one.scrollTo(0, 0)")
        page.wait_for_timeout(250)
    first = page.locator(".say", has_text="第00句悄悄话")
    expect(first).to_have_count(1)
    assert page.locator(".say").count() >= 75
    site.reply(site.heard("第74句悄悄话")["id"], "听到这儿我都记着")
    expect(page.locator(".say-ai")).to_have_count(1)
    expect(first).to_be_in_viewport()  # who reads further up is not torn away
    page.get_by_role("button", name="清空").click()
    page.get_by_role("button", name="真清空？").click()
    expect(page.locator(".say")).to_have_count(0)
    expect(page.locator(".chat")).to_contain_text("这儿没有围观的")


def test_what_comes_while_the_talk_is_read_is_not_lost(site: Site, visit: Opener) -> None:
    site.say("正在打开的悄悄话")
    said = site.heard("正在打开的悄悄话")
    page = visit("#/companion")

    def late(route: Route) -> None:
        answer = route.fetch()
        site.reply(said["id"], "赶在你前面到了")
        time.sleep(0.3)
        route.fulfill(response=answer)

    page.route("**/api/chat?*", late, times=1)
    page.get_by_role("link", name="私聊").click()
    expect(page.locator(".say-ai", has_text="赶在你前面到了")).to_have_count(1)


def test_a_message_that_was_lost_is_sent_again_once(site: Site, visit: Opener) -> None:
    page = visit("#/companion/chat", DESK)
    page.wait_for_selector(".chat-write")
    page.route(
        "**/api/chat", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    page.locator(".chat-write textarea").fill("信号不好的悄悄话")
    page.keyboard.press("Enter")
    page.wait_for_selector(".say .meta-bad")
    page.unroute("**/api/chat")
    page.get_by_role("button", name="重发").click()
    site.heard("信号不好的悄悄话")
    expect(page.locator(".say", has_text="信号不好的悄悄话")).to_have_count(1)
    expect(page.locator(".say .meta-bad")).to_have_count(0)


def test_what_is_remembered_is_listed_mended_and_crossed_out(site: Site, visit: Opener) -> None:
    site.tell(
        "zhu",
        ("name", "阿竹姐", "member"),
        ("pet", "橘猫，叫年糕", "member"),
        ("plan", "下周三面试", "private"),
    )
    page = visit("#/companion/memory")
    facts = page.locator(".fact")
    expect(facts).to_have_count(3)
    private = page.locator(".fact", has_text="下周三面试")
    expect(private.locator(".scope")).to_have_text("只在私聊里提")
    cat = page.locator(".fact", has_text="年糕")
    cat.get_by_role("button", name="改").click()
    cat = page.locator(".fact:has(input)")
    expect(cat.locator("input")).to_be_focused()
    cat.locator("input").fill("狸花猫，叫汤圆")
    assert serious(page) == []
    page.keyboard.press("Enter")
    expect(page.locator(".fact", has_text="养了狸花猫，叫汤圆")).to_be_visible()
    page.locator(".fact", has_text="汤圆").get_by_role("button", name="忘掉").click()
    expect(facts).to_have_count(2)
    page.reload()
    expect(page.locator(".fact")).to_have_count(2)
    page.get_by_role("button", name="忘了我").click()
    box = page.get_by_role("dialog", name="忘了我")
    assert serious(page) == []
    box.get_by_role("button", name="先留着").click()
    expect(page.locator(".fact")).to_have_count(2)
    page.get_by_role("button", name="忘了我").click()
    box.get_by_role("button", name="全忘掉").click()
    expect(page.locator(".page")).to_contain_text("鱼的记忆")
    assert waited(site.mine.memory.known(Member("plaza", "zhu"), private=True)) == ()


def test_whoever_is_forgotten_is_offered_to_clear_the_talk_too(site: Site, visit: Opener) -> None:
    site.say("忘了我吧")
    page = visit("#/companion/chat")
    expect(page.locator(".say", has_text="忘了我吧")).to_have_count(1)
    site.told("momo", "c", "forget")
    page.wait_for_timeout(700)
    expect(page.locator(".toast")).to_have_count(0)
    site.told("zhu", "c", "forget")
    page.locator(".toast").get_by_role("button", name="清空").click()
    expect(page.locator(".say")).to_have_count(0)
    page.reload()
    expect(page.locator(".chat")).to_contain_text("这儿没有围观的")


def order(page: Page) -> list[str]:
    return list(page.evaluate("[...document.querySelectorAll('.slide')].map((one) => one.dataset.video)"))


def test_a_wish_orders_the_feed_says_why_and_is_taken_back(site: Site, visit: Opener) -> None:
    page = visit("", member="momo")
    page.wait_for_selector(".slide[data-active]")
    before = order(page)
    site.wish("momo", Wish("猫"), "c1")
    site.told("zhu", "c1", "recommend")  # another's wish is none of ours
    page.wait_for_timeout(700)
    assert order(page) == before
    site.told("momo", "c1", "recommend")
    expect(page.locator(".toast")).to_contain_text("首页按你说的重新排了")
    page.wait_for_function("() => document.querySelectorAll('.slide')[1].dataset.video === 'kitten'")
    assert order(page)[0] == before[0], "the clip on screen stays"
    page.keyboard.press("ArrowDown")
    reason = page.locator(".slide[data-active] .reason")
    expect(reason).to_contain_text("小搭推荐：你说想看猫")
    assert serious(page) == []
    reason.get_by_role("button", name="撤销").click()
    expect(page.locator(".reason")).to_have_count(0)
    page.goto(site.url + "/#/companion/memory")
    expect(page.locator(".page")).to_contain_text("还没提过")
    page.goto(site.url + "/")
    page.reload()
    page.wait_for_selector(".slide[data-active]")
    assert order(page) == before


def test_wishes_are_listed_with_a_way_back(site: Site, visit: Opener) -> None:
    site.wish("zhu", Wish("带货", "less"), "c7")
    site.wish("zhu", Wish(mood="治愈"), "c8")
    page = visit("#/companion/memory", DESK)
    row = page.locator(".fact", has_text="带货")
    expect(row).to_contain_text("少来点")
    row.get_by_role("button", name="撤销").click()
    expect(page.locator(".fact", has_text="带货")).to_have_count(0)
    expect(page.locator(".fact", has_text="治愈")).to_have_count(1)
    page.locator(".fact", has_text="治愈").get_by_role("button", name="撤销").click()
    expect(page.locator(".fact", has_text="治愈")).to_have_count(0)


def test_a_clip_that_is_not_drawn_yet_is_nobodys_first(site: Site, visit: Opener) -> None:
    site.wish("momo", Wish("夜"), "c9")
    page = visit("", member="momo")
    page.wait_for_selector(".slide[data-active]")
    assert order(page)[1] == "moon", "the wish is followed"
    expect(page.locator(".slide[data-active]")).not_to_contain_text("正在画这条")
    page.keyboard.press("ArrowDown")
    page.locator(".slide[data-active] .reason-undo").click()
    expect(page.locator(".reason")).to_have_count(0)


def test_without_the_feed_the_plaza_keeps_its_own_order(visit: Opener) -> None:
    page = visit("", member="momo")
    page.route("**/v1/feed*", lambda route: route.fulfill(status=503, body="{}"))
    page.reload()
    page.wait_for_selector(".slide[data-active]")
    assert order(page) == ["cat", "salt", "moon", "kitten"]


def test_what_is_watched_skipped_liked_and_said_is_told_to_the_feed(visit: Opener) -> None:
    told: list[dict[str, Any]] = []
    page = visit("#/v/cat", DESK)
    page.on("request", lambda one: told.append(one.post_data_json) if one.url.endswith("/signals") else None)
    page.wait_for_selector(".slide[data-video=cat][data-active]")
    page.wait_for_timeout(2300)
    forward = order(page)[-1] != "cat"
    page.locator(".slide[data-active] .action").first.click()
    page.locator(".composer textarea").fill("给信号数数的一句")
    page.keyboard.press("Enter")
    expect(page.locator(".thread", has_text="给信号数数的一句").locator(".comment-pending")).to_have_count(0)
    there, back = page.locator(".steps .round").last, page.locator(".steps .round").first
    (there if forward else back).click()
    page.wait_for_selector(".slide[data-active]:not([data-video=cat])")
    with page.expect_response("**/v1/feed/signals") as answer:
        (back if forward else there).click()
        page.wait_for_selector(".slide[data-video=cat][data-active]")
    assert answer.value.status == 200
    assert sorted(one["kind"] for one in told if one["video"] == "cat") == ["comment", "like", "watch"]
    assert [one["kind"] for one in told if one["video"] != "cat"] == ["skip"]
    (watched,) = (one for one in told if one["kind"] == "watch")
    assert 0.5 < watched["value"] <= 1


def test_titles_in_the_companions_words_lead_to_their_clips_and_nothing_else_does(
    site: Site, visit: Opener
) -> None:
    page = visit("#/v/cat")
    page.locator(".slide[data-active] .action").nth(1).click()
    link = page.locator(".sheet a.title-link", has_text="《把盐当糖》")
    expect(link).to_have_attribute("href", "#/v/salt")
    expect(page.locator(".sheet")).not_to_contain_text("(/#/v/")
    page.locator(".composer textarea").fill("我也推荐《假的》(/#/v/salt)和《坏的》(javascript:alert(1))")
    page.keyboard.press("Enter")
    mine = page.locator(".thread", has_text="我也推荐")
    expect(mine).to_contain_text("《坏的》(javascript:alert(1))")
    expect(mine.locator("a.title-link")).to_have_count(0)
    link.click()
    page.wait_for_selector(".slide[data-video=salt][data-active]")
    expect(page.locator(".sheet")).to_have_count(0)


def test_everything_is_there_in_english_too(visit: Opener) -> None:
    for at, words in (
        ("#/companion", "How I am made"), ("#/companion/chat", "Nobody but you two"), ("#/companion/memory", "Wishes for the feed"),
    ):  # fmt: skip
        page = visit(at, DESK, lang="en")
        shown = page.locator(".stage-page")
        expect(shown).to_contain_text(words)
        assert not re.search(r"\b(xd|mem|chat|try|made|kind)_[a-z_]+\b", shown.inner_text())
