"""The plaza's page in a real browser: real clicks against the real plaza, the companion played by the test."""

import base64
import io
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import av
import httpx
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from dazi.marks.marker import Labels
from dazi.types import Depth, Picture
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.web.plaza_seed import Clip, Person, Remark, Seed
from dazi.web.server import create_server
from dazi.web.status import Panel
from tests.served import served
from tests.web.browser.pages import DESK, PHONE, serious

pytestmark = pytest.mark.browser

TOKEN = "t"
HOSTILE = "<img src=x onerror=\"document.title='owned'\"><b>粗</b>"

SEED = Seed(
    people=(
        Person("zhu", "阿竹", "🎋", "#5aa469", demo=True),
        Person("long", "一个名字特别特别特别特别特别长的用户名字刚好三十个字符呀", "🍉", demo=True),
        Person("lao", "老周", "🔧"),
    ),
    clips=(
        Clip("cat", "猫开车", "lao", "The cat drives", ("猫",), (), 12876, 3.0, "cat.mp4"),
        Clip("salt", "把盐当糖", "zhu", "Salt for sugar", (), (), 3, 3.0, "salt.mp4"),
        Clip("moon", "还在剪的月亮", "lao"),
    ),
    remarks={
        "cat": (
            Remark(
                "zhu",
                "第 2 秒那个眼神",
                88,
                7200,
                under=tuple(Remark("long", f"第{i}楼打卡") for i in range(12)),
            ),
            Remark("long", "写代码的猫：\n```python\nprint('喵')\n```\n和 `meow()`", 5, 5000),
            Remark("zhu", HOSTILE, 1, 4000),
        )
    },
)


class Desk:
    """The part of Dazi that the page sees, as rows in memory."""

    def __init__(self) -> None:
        self.rows: dict[str, str] = {}
        self.told: list[tuple[int, str, Mapping[str, object]]] = []

    async def put(self, name: str, value: str, by: str = "") -> None:
        self.rows[name] = value

    async def all(self, prefix: str = "") -> Mapping[str, str]:
        return dict(self.rows)

    async def depth(self) -> Depth:
        return Depth(0, 0, 0, 0.0)

    async def events(self, after: int, limit: int = 100) -> tuple[tuple[int, str, Mapping[str, object]], ...]:
        return tuple(self.told[-1:] if after < 0 else [one for one in self.told if one[0] > after])

    def say_model(self, **state: object) -> None:
        self.rows["progress.model"] = json.dumps(state)


class Site:
    """A running plaza: its address, its desk, and the companion's voice."""

    def __init__(self, url: str, desk: Desk, labels: Labels) -> None:
        self.url = url
        self.desk = desk
        self.labels = labels
        self._bot = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}, trust_env=False)

    def close(self) -> None:
        self._bot.close()

    def newest(self, text: str, video: str = "cat") -> dict[str, Any]:
        """The top comment with that text, as soon as the server has it."""
        for _ in range(100):
            page = self._bot.get(f"/api/videos/{video}/comments", params={"sort": "new"}).json()
            for thread in page["threads"]:
                if thread["top"]["text"] == text:
                    return dict(thread["top"])
            time.sleep(0.05)
        raise AssertionError(f"no comment {text!r} came to the server")

    def type(self, comment: str) -> None:
        assert self._bot.post("/api/bot/typing", json={"comment": comment, "on": True}).status_code == 200

    def chapters(self, video: str, rows: list[dict[str, object]]) -> None:
        said = {"chapters": rows}
        assert self._bot.post(f"/api/bot/videos/{video}/chapters", json=said).status_code == 200

    def reply(self, parent: str, text: str, picture: str = "") -> None:
        said = {
            "parent": parent,
            "text": text,
            "label": "AI生成",
            "attachments": [picture] if picture else [],
        }
        assert self._bot.post("/api/bot/comments", json=said).status_code == 201

    def whole(self, url: str) -> bool:
        """Whether a file carries every label."""
        return self.labels.whole(self._bot.get(url).content)

    def draw(self, alt: str) -> str:
        """A labelled picture, uploaded as the companion does it."""
        marked = self.labels.mark(Picture(_square(), "image/png", alt, "stickers", "algorithm"), "zh")
        sent = self._bot.post("/api/uploads", files={"file": ("picture", marked.content)}, data={"alt": alt})
        return str(sent.json()["id"])


def _square() -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((768, 768)).convert("RGB").save(out, "PNG")
    return out.getvalue()


def film(path: Path, shade: int) -> None:
    """Three seconds of a moving bar, in the codec that the real clips have."""
    with av.open(str(path), "w", options={"movflags": "faststart"}) as container:
        stream = container.add_stream("libx264", rate=8)
        stream.width, stream.height, stream.pix_fmt = 108, 192, "yuv420p"
        for i in range(24):
            picture = np.full((192, 108, 3), shade, np.uint8)
            picture[i * 6 : i * 6 + 20] = 255 - shade
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("plaza")
    clips = folder / "clips"
    clips.mkdir()
    film(clips / "cat.mp4", 60)
    film(clips / "salt.mp4", 160)
    card = CompanionCard()
    labels = Labels(folder / "marks")
    plaza = create_plaza(
        folder, token=TOKEN, clips=clips, companion=card, seed=SEED, a_minute=0, marker=labels
    )
    desk = Desk()
    panel = Panel(switches=desk, queue=desk, records=desk, expected=lambda: "stub")  # type: ignore[arg-type]
    app = create_server(plaza, panel, card, ("127.0.0.1",))
    with served(app, plaza) as url:
        made = Site(url, desk, labels)
        yield made
        made.close()


Opener = Callable[..., Page]


@pytest.fixture
def visit(site: Site, fresh: Opener) -> Iterator[Opener]:
    """Opens the page as a fresh visitor."""

    def opened(size: tuple[int, int] = PHONE, at: str = "", scheme: str = "dark") -> Page:
        page = fresh(size, scheme)
        page.goto(site.url + "/" + at)
        page.wait_for_selector(".slide[data-active]")
        return page

    yield opened
    site.desk.rows.clear()


def open_comments(page: Page) -> None:
    page.locator(".slide[data-active] .action").nth(1).click()
    page.wait_for_selector(".sheet .thread")


def write(page: Page, text: str) -> None:
    page.locator(".composer textarea").fill(text)
    page.keyboard.press("Enter")


def test_a_clip_plays_and_keys_wheel_and_links_lead_to_others(visit: Opener) -> None:
    page = visit(DESK)
    expect(page.locator(".slide[data-active]")).to_have_attribute("data-video", "cat")
    page.wait_for_function("() => document.querySelector('.slide[data-active] video')?.currentTime > 0.1")
    assert page.locator(".slide[data-video=salt] video").count() == 1, "the next clip is made ready"
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(".slide[data-video=salt][data-active]")
    page.mouse.move(500, 400)
    page.wait_for_timeout(450)  # a wheel rests between two clips
    page.mouse.wheel(0, 100)
    page.wait_for_selector(".slide[data-video=moon][data-active]")
    expect(page.locator(".slide[data-active]")).to_contain_text("正在画这条")
    page.goto(page.url.split("#")[0] + "#/v/salt")
    page.wait_for_selector(".slide[data-video=salt][data-active]")


def test_a_tap_holds_two_like_and_the_line_seeks(visit: Opener) -> None:
    page = visit()
    page.wait_for_function("() => document.querySelector('.slide[data-active] video')?.currentTime > 0.1")
    like = page.locator(".slide[data-active] .action").first
    page.mouse.dblclick(150, 400)
    expect(like).to_have_attribute("aria-pressed", "true")
    assert page.locator(".burst").count() == 1
    like.click()
    expect(like).to_have_attribute("aria-pressed", "false")
    page.wait_for_timeout(300)  # a third tap right behind two would be one more heart
    page.mouse.click(150, 400)
    page.wait_for_selector(".held")
    assert page.evaluate("document.querySelector('.slide[data-active] video').paused")
    line = page.locator(".slide[data-active] [role=slider]")
    box = line.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 10)
    page.mouse.up()
    at = page.evaluate("document.querySelector('.slide[data-active] video').currentTime")
    assert 1.2 < at < 1.8
    line.press("ArrowLeft")
    assert page.evaluate("document.querySelector('.slide[data-active] video').currentTime") < at


def test_a_call_stands_at_once_and_the_answer_comes_live(site: Site, visit: Opener) -> None:
    page, other = visit(), visit(DESK)
    open_comments(page)
    assert page.locator(".chip").count() == 3
    page.locator(".composer textarea").press_sequentially("@小")
    page.wait_for_selector("[role=option]")
    expect(page.locator("[role=option]").first).to_contain_text("小搭")
    page.keyboard.press("Enter")
    page.keyboard.type("讲个段子")
    page.keyboard.press("Enter")
    mine = page.locator(".thread", has_text="@小搭 讲个段子").first
    expect(mine).to_be_visible()
    expect(page.locator(".chip")).to_have_count(0)
    comment = site.newest("@小搭 讲个段子")
    expect(mine.locator(".comment-pending")).to_have_count(0)
    site.type(comment["id"])
    expect(mine.locator(".typing")).to_contain_text("小搭正在输入")
    site.reply(comment["id"], "番茄找土豆借钱，土豆说：我薯实没有。")
    for its in (page, other):
        reply = its.locator(".thread", has_text="@小搭 讲个段子").locator(".replies .comment")
        expect(reply).to_contain_text("我薯实没有")
        expect(reply.locator(".badge-ai")).to_have_text("AI")
        expect(reply).to_contain_text("AI生成")
    expect(page.locator("[role=log]")).to_contain_text("小搭回复：番茄")
    expect(mine.locator(".comment")).to_have_count(2)


def test_a_drawing_stands_in_the_thread_opens_and_tells_how_it_was_made(site: Site, visit: Opener) -> None:
    page = visit()
    open_comments(page)
    write(page, "@小搭 画一只猫")
    comment = site.newest("@小搭 画一只猫")["id"]
    site.reply(comment, "画好了，胶水还没干。")
    site.reply(comment, "", site.draw("一只猫 <b>在月球</b>"))
    thread = page.locator(".thread", has_text="@小搭 画一只猫")
    expect(thread.locator(".replies .comment")).to_have_count(2)
    shown = thread.locator(".picture img")
    expect(shown).to_have_attribute("alt", "一只猫 <b>在月球</b>")
    page.wait_for_function("() => document.querySelector('.thread .picture img').naturalWidth === 768")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.thread .picture')).borderRadius") == "16px"
    )
    expect(page.locator("[role=log]")).to_contain_text("一只猫")
    button = thread.get_by_role("button", name="看大图: 一只猫")
    button.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="小搭画的图")
    expect(box.get_by_role("img", name="一只猫")).to_be_visible()
    expect(box.locator(".made")).to_have_count(0)
    box.get_by_role("button", name="怎么画的").click()
    expect(box.locator(".made")).to_contain_text("不是大模型画的")
    expect(box.locator(".made")).to_contain_text("“AI生成”")
    assert serious(page) == []
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    assert page.evaluate("document.activeElement.className") == "picture"
    thread.get_by_role("button", name="怎么画的").click()
    expect(box.locator(".made")).to_contain_text("Dazi labels")


def test_a_lost_comment_says_so_and_is_sent_again_once(site: Site, visit: Opener) -> None:
    page = visit()
    open_comments(page)
    lost = []

    def lose(route: Route) -> None:
        lost.append((route.request.post_data_json or {})["client"])
        route.abort()

    page.route("**/api/videos/cat/comments", lose)
    write(page, "信号不好的一句")
    page.wait_for_selector(".comment-failed")
    page.unroute("**/api/videos/cat/comments")
    with page.expect_request("**/api/videos/cat/comments") as again:
        page.get_by_role("button", name="重发").click()
    assert (again.value.post_data_json or {})["client"] == lost[0]
    site.newest("信号不好的一句")
    expect(page.locator(".comment-failed")).to_have_count(0)
    expect(page.locator(".thread", has_text="信号不好的一句")).to_have_count(1)


def test_words_of_others_stay_words_code_is_code_and_a_time_leads_there(visit: Opener) -> None:
    page = visit()
    open_comments(page)
    expect(page.locator(".list")).to_contain_text(HOSTILE)
    assert page.title() == "搭子广场"
    assert page.locator(".code code").inner_text() == "print('喵')"
    assert page.locator(".code-inline").inner_text() == "meow()"
    page.locator(".stamp").first.click()
    page.wait_for_function("() => document.querySelector('.slide[data-active] video').currentTime >= 2")


def test_a_thread_unfolds_whole_and_folds_again(visit: Opener) -> None:
    page = visit()
    open_comments(page)
    thread = page.locator(".thread", has_text="那个眼神")
    expect(thread.locator(".replies > li")).to_have_count(2)
    thread.get_by_text("展开 10 条回复").click()
    expect(thread.locator(".replies > li")).to_have_count(12)
    thread.get_by_text("收起").click()
    expect(thread.locator(".replies > li")).to_have_count(2)


def test_the_sheet_leaves_by_drag_and_by_escape(visit: Opener) -> None:
    page = visit()
    open_comments(page)
    page.mouse.move(120, 262)
    page.mouse.down()
    page.mouse.move(120, 420, steps=3)
    page.mouse.move(120, 640, steps=3)
    page.mouse.up()
    expect(page.locator(".sheet")).to_have_count(0)
    open_comments(page)
    page.keyboard.press("Escape")
    expect(page.locator(".sheet")).to_have_count(0)
    # A function, not an expression: waiting evaluates an expression anew, which the page's policy forbids.
    page.wait_for_function("() => document.activeElement.className.startsWith('action')")


def test_member_language_theme_and_switch_are_kept(site: Site, visit: Opener) -> None:
    page = visit()
    page.locator(".rail-me").click()
    page.get_by_role("button", name="浅色").click()
    page.get_by_role("button", name="English").click()
    page.locator(".member").nth(1).click()
    expect(page.locator(".member").nth(1)).to_have_attribute("aria-pressed", "true")
    switch = page.get_by_role("switch")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "false")
    assert site.desk.rows["switch.all"] == "off"
    page.keyboard.press("Escape")
    expect(page.locator(".bar")).to_contain_text("off duty")
    page.reload()
    page.wait_for_selector(".slide[data-active]")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(page.locator(".rail-item").first).to_have_text("Home")
    site.desk.rows.pop("switch.all")
    expect(page.locator(".bar")).to_have_count(0)


def test_a_model_on_its_way_is_told_in_friendly_words(site: Site, visit: Opener) -> None:
    site.desk.say_model(phase="download", done=30, total=90, eta=40)
    page = visit()
    expect(page.locator(".bar")).to_contain_text("小搭在搬家，还有 40 秒")
    open_comments(page)
    write(page, "@小搭 你到哪了")
    expect(page.locator(".waits")).to_contain_text("还在路上")
    page.keyboard.press("Escape")
    site.desk.say_model(phase="ready")
    expect(page.locator(".bar")).to_contain_text("小搭到了")


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESK, "light")])
def test_axe_finds_nothing_serious(visit: Opener, size: tuple[int, int], scheme: str) -> None:
    page = visit(size, scheme=scheme)
    assert serious(page) == []
    if size == PHONE:
        open_comments(page)
        page.locator(".composer textarea").press_sequentially("@")
        page.wait_for_selector("[role=option]")
        assert serious(page) == []
        page.keyboard.press("Escape")
        expect(page.locator("[role=option]")).to_have_count(0)
        page.keyboard.press("Escape")
        expect(page.locator(".sheet")).to_have_count(0)
    page.locator(".rail-me").click()
    page.wait_for_selector("dialog[open]")
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.locator("a.rail-item").click()
    page.wait_for_selector(".counts")
    expect(page.locator(".button[aria-pressed]")).to_be_enabled()
    assert serious(page) == []


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESK, "light")])
def test_moments_of_a_clip_are_marked_listed_and_reached(
    visit: Opener, site: Site, size: tuple[int, int], scheme: str
) -> None:
    page = visit(size, "?v=cat", scheme)
    slide = page.locator('.slide[data-video="cat"]')
    site.chapters("cat", [])
    expect(slide.locator(".chapters-chip")).to_have_count(0)
    site.chapters("cat", [{"t": 0, "title": "上车"}, {"t": 1.5, "title": "师傅走吗"}])
    expect(slide.locator(".notch")).to_have_count(1)  # without a reload; the beginning needs no mark
    chip = slide.get_by_role("button", name="AI 看点")
    chip.press("Enter")
    expect(chip).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    row = slide.get_by_role("button", name="0:01 师傅走吗")
    expect(row).to_be_focused()
    page.keyboard.press("Enter")
    expect(row).to_have_attribute("aria-current", "true")
    assert page.evaluate("document.querySelector('.slide[data-active] video').currentTime") >= 1.5
    assert serious(page) == []
    page.keyboard.press("Escape")
    expect(chip).to_be_focused()
    bar = slide.get_by_role("slider")
    bar.press("PageDown")
    expect(bar).to_have_attribute("aria-valuetext", re.compile("上车"))
    expect(page.locator(".slide[data-active]")).to_have_attribute("data-video", "cat")
    site.chapters("cat", [])


def strip(page: Page, text: str) -> None:
    """Writes a comment and opens its pictures; the server draws them."""
    page.locator(".composer textarea").press_sequentially(text)
    page.get_by_role("button", name="配图", exact=True).click()
    expect(page.locator(".art-shown").first).to_be_visible(timeout=30_000)


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESK, "dark")])
def test_a_comment_of_six_characters_gets_a_picture_and_goes_out_with_it(
    site: Site, visit: Opener, size: tuple[int, int], scheme: str
) -> None:
    page = visit(size, scheme=scheme)
    if size == PHONE:
        open_comments(page)
    field = page.locator(".composer textarea")
    field.press_sequentially("@小搭 猫会开车")
    offer = page.get_by_role("button", name="配图", exact=True)
    expect(offer).to_have_count(0)  # four characters; whom it calls does not count
    field.fill("")
    strip(page, f"这猫比我会开车{size[0]}")
    tiles = page.locator(".art-tile:not(.art-blank)")
    assert tiles.count() >= 8
    expect(page.locator(".art-shown")).to_have_count(tiles.count(), timeout=30_000)
    assert serious(page) == []
    before = page.locator(".art-tile img").first.get_attribute("src")
    page.get_by_role("button", name="换换看").click()
    expect(page.locator(".art-tile img").first).not_to_have_attribute("src", str(before))
    tile = page.get_by_role("button", name="表情卡", exact=True)
    expect(tile.locator("xpath=self::*[contains(@class,'art-shown')]")).to_have_count(1, timeout=30_000)
    tile.click()
    expect(page.locator(".art")).to_have_count(0)
    expect(field).to_be_focused()
    expect(page.locator(".thumb-ai")).to_have_text("AI")
    page.keyboard.press("Enter")
    comment = site.newest(f"这猫比我会开车{size[0]}")
    assert site.whole(comment["attachments"][0]["url"])
    thread = page.locator(".thread", has_text=f"这猫比我会开车{size[0]}")
    expect(thread.locator(".picture-ai")).to_have_text("AI 配图")
    thread.get_by_role("button", name="看大图").click()
    box = page.get_by_role("dialog", name="AI 配图")
    box.get_by_role("button", name="这图怎么来的").click()
    expect(box.locator(".made")).to_contain_text("不是大模型画的")
    expect(box.locator(".made")).to_contain_text("“AI生成”")
    assert serious(page) == []


def test_the_pictures_are_chosen_and_left_by_keyboard(visit: Opener) -> None:
    page = visit()
    open_comments(page)
    strip(page, "键盘也要能配图呀")
    expect(page.locator(".art")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".art-tile").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".art-tile").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".art")).to_have_count(0)
    expect(page.locator(".composer textarea")).to_be_focused()
    expect(page.locator(".sheet")).to_be_visible()


def test_words_that_no_picture_is_made_of_are_told_so(visit: Opener) -> None:
    page = visit(DESK)
    page.locator(".composer textarea").fill("帮我人肉那个博主的住址")
    page.get_by_role("button", name="配图", exact=True).click()
    expect(page.locator(".art-error")).to_contain_text("隐私不上图")


def test_changed_words_offer_to_draw_the_picture_anew(visit: Opener) -> None:
    page = visit(DESK)
    strip(page, "今天也要开心呀")
    page.locator(".art-tile").nth(1).click()
    expect(page.locator(".thumb-ai")).to_be_visible()
    first = page.locator(".thumb img").get_attribute("src")
    page.locator(".composer textarea").fill("今天也要加油呀")
    page.get_by_role("button", name="跟着重画").click()
    expect(page.locator(".thumb img")).not_to_have_attribute("src", str(first))
    expect(page.get_by_role("button", name="跟着重画")).to_have_count(0)


def photo(name: str = "me.png") -> Any:
    return {"name": name, "mimeType": "image/png", "buffer": _square()}


def test_a_picture_rides_along_with_the_tick_and_quick_wishes(site: Site, visit: Opener) -> None:
    page = visit()
    open_comments(page)
    tick = page.get_by_role("checkbox", name="画面里的人是我本人，或已同意")
    expect(tick).to_have_count(0)
    page.locator("input.file").set_input_files(photo())
    expect(page.locator(".thumb:not(.thumb-busy)")).to_have_count(1)
    expect(tick).not_to_be_checked()
    assert serious(page) == []
    tick.check()
    expect(page.locator(".thumb:not(.thumb-busy)")).to_have_count(1)
    page.get_by_role("button", name="加个墨镜").click()
    expect(page.locator(".composer textarea")).to_have_value("@小搭 加个墨镜")
    page.locator(".composer textarea").press("Enter")
    shown = site.newest("@小搭 加个墨镜")["attachments"]
    assert len(shown) == 1 and shown[0].get("consent") is True
    expect(tick).to_have_count(0)
    page.locator("input.file").set_input_files(photo())
    expect(tick).not_to_be_checked()  # each comment asks anew
    expect(page.locator(".thumb:not(.thumb-busy)")).to_have_count(1)
    write(page, "这张没打勾")
    assert "consent" not in site.newest("这张没打勾")["attachments"][0]


GIVE = """([kind, square]) => {
    const data = new DataTransfer();
    const bytes = Uint8Array.from(atob(square), (c) => c.charCodeAt(0));
    data.items.add(new File([bytes], 'x.png', {type: 'image/png'}));
    const field = document.querySelector('.composer textarea');
    const more = {bubbles: true, cancelable: true};
    field.dispatchEvent(kind === 'paste' ? new ClipboardEvent('paste', {clipboardData: data, ...more})
      : new DragEvent(kind, {dataTransfer: data, ...more}));
}"""


def test_a_picture_is_pasted_dropped_removed_and_a_failed_one_tried_again(visit: Opener) -> None:
    page = visit(DESK)
    square = base64.b64encode(_square()).decode()
    page.evaluate(GIVE, ["paste", square])
    expect(page.locator(".thumb:not(.thumb-busy)")).to_have_count(1)
    page.evaluate(GIVE, ["dragover", square])
    expect(page.locator(".drop-here")).to_be_visible()
    page.route("**/api/uploads", lambda route: route.abort())
    page.evaluate(GIVE, ["drop", square])
    expect(page.locator(".drop-here")).to_have_count(0)
    problem = page.locator(".attached-note.problem")
    expect(problem).to_contain_text("检查一下网络")
    expect(page.locator(".send")).to_be_disabled()
    page.unroute("**/api/uploads")
    problem.get_by_role("button", name="再试一次").click()
    expect(page.locator(".thumb:not(.thumb-busy)")).to_have_count(2)
    page.get_by_role("button", name="去掉这张图").first.click()
    page.get_by_role("button", name="去掉这张图").first.click()
    expect(page.locator(".thumb")).to_have_count(0)


def test_the_mood_of_the_comments_stands_below_the_parts_and_moves(visit: Opener, site: Site) -> None:
    page = visit(DESK, "?v=cat")
    site.chapters("cat", [{"t": 0, "title": "上车"}, {"t": 1.5, "title": "师傅走吗"}])
    slide = page.locator('.slide[data-video="cat"]')
    slide.get_by_role("button", name="AI 看点").click()
    mood = slide.locator(".mood")
    expect(mood).to_contain_text("评论区这会儿：")
    counted = int(re.findall(r"(\d+) 条", mood.inner_text())[-1])
    page.locator(".composer textarea").fill("哈哈哈哈哈哈")
    page.locator(".composer textarea").press("Enter")
    site.newest("哈哈哈哈哈哈")
    page.wait_for_timeout(300)
    if slide.locator(".mood").count() == 0:
        slide.get_by_role("button", name="AI 看点").click()
    expect(slide.locator(".mood")).to_contain_text(f"{counted + 1} 条")
    site.chapters("cat", [])
