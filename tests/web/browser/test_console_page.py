"""The operator's page in a real browser: the door, every page, what comes in live, and all of it without JavaScript."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from bench.console import fill
from dazi.adapters import adapter
from dazi.bonds import Fact, Trend
from dazi.cli.console import fresh_code
from dazi.cli.desk import desk_for
from dazi.config import load
from dazi.house import House, opened, speaker_for
from dazi.testing import NOW
from dazi.types import Delivery, Member, Mention, Receipt, Trace
from dazi.web.console import console_routes
from dazi.web.console_keys import hashed
from dazi.web.plaza import CompanionCard, create_plaza
from dazi.web.plaza_seed import Seed
from dazi.web.server import create_server
from dazi.web.status import Panel
from tests.served import served
from tests.web.browser.pages import DESK, PHONE, serious, waited

pytestmark = pytest.mark.browser

PASSWORD = "a long enough word"
HOSTILE = "@小搭 <img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
PAGES = {
    "": "总览", "/mentions": "每一条 @", "/mentions?outcome=silent": "每一条 @", "/mentions/299": "#299", "/dead": "死信",
    "/trends": "热梗", "/switches": "开关", "/models": "模型", "/memory?member=plaza:m7": "记忆", "/settings": "设置",
}  # fmt: skip


class Site:
    """A running server over a filled store."""

    def __init__(self, url: str, house: House) -> None:
        self.url, self.house = url, house
        self.operators = adapter("store.operators")(house.database)

    def arrives(self, comment: str, text: str, receipt: Receipt) -> int:
        """A mention that comes and ends now."""

        async def work() -> int:
            told = Mention("plaza", "us", comment, f"t{comment}", Member("plaza", "new", "新来的"), text, NOW)
            (id,) = await self.house.store.accept([told])
            lease = Delivery("lane", (id,), f"w1:{id}", 1, time.time() + 60)
            await self.house.store.begin(lease)
            await self.house.store.finish(lease.token, [id], receipt, Trace(stages={"admit": 1.0}))
            return int(id)

        return waited(work())


async def _furnish(house: House) -> None:
    now = datetime.now(UTC)
    await house.database.write(lambda connection: fill(connection, 300, now.timestamp()))
    await adapter("store.operators")(house.database).set_password(hashed(PASSWORD), now)
    trend = Trend("松弛感", "凡事不慌", "light", 0.9, "community", now, now + timedelta(days=1), 18)
    await adapter("store.trends")(house.database).put([trend])
    told = Mention("plaza", "us", "told", "t", Member("plaza", "m7"), "@小搭 我养了只猫叫年糕", NOW)
    await house.store.accept([told])
    fact = Fact(0, told.member, "pet", "一只猫，叫年糕", "pet:cat", "member", 0.9, now, comment="told")
    await adapter("store.facts")(house.database).learned([fact], (), 0)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    settings = load(data=tmp_path_factory.mktemp("console"))
    house = opened(settings)
    waited(_furnish(house))
    card = CompanionCard()
    plaza = create_plaza(
        settings.data / "plaza", token="t", clips=None, companion=card, seed=Seed((), (), {})
    )
    panel = Panel(house.switches, house.queue, house.records, lambda: "tiny")
    console = console_routes(desk_for(house, speaker_for(settings), lambda: "tiny"))
    app = create_server(plaza, panel, card, ("127.0.0.1",), (console,))
    with served(app, plaza) as url:
        yield Site(url, house)
    house.database.close()


Opener = Callable[..., Page]


@pytest.fixture
def visit(site: Site, fresh: Opener) -> Opener:
    """Opens the console, logged in unless told otherwise."""

    def opened_(
        size: tuple[int, int] = DESK, scheme: str = "dark", script: bool = True, login: bool = True
    ) -> Page:
        page = fresh(size, scheme, java_script_enabled=script)
        page.goto(f"{site.url}/console")
        if login:
            page.fill("[name=password]", PASSWORD)
            page.click("button.main")
            page.wait_for_url(re.compile("/console$"))
        return page

    return opened_


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESK, "light")])
def test_every_page_fits_its_screen_and_axe_finds_nothing_serious(
    site: Site, visit: Opener, size: tuple[int, int], scheme: str
) -> None:
    page = visit(size, scheme)
    for path, head in PAGES.items():
        page.goto(f"{site.url}/console{path}")
        expect(page.locator("h1")).to_have_text(head)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} px too wide"
        assert serious(page) == [], path
        assert page.locator('.nav [aria-current="page"]').count() == 1, path


def test_a_wrong_password_stays_at_the_door(site: Site, visit: Opener) -> None:
    page = visit(login=False)
    page.fill("[name=password]", "something else")
    page.click("button.main")
    expect(page.locator("[role=alert]")).to_have_text("密码不对。")
    assert serious(page) == []


def test_decisions_come_in_at_the_top_while_they_are_looked_at(site: Site, visit: Opener) -> None:
    page = visit()
    page.wait_for_selector("[data-live-state]:not([hidden])")
    before = int(page.locator('[data-live="silent"]').inner_text().replace(",", ""))
    id = site.arrives("live", HOSTILE, Receipt("silent", "silence.old"))
    row = page.locator(f'[data-rows] tr[data-id="{id}"]')
    expect(row).to_contain_text("评论太久以前了")
    expect(row).to_contain_text("<img src=x")
    expect(page.locator('[data-live="silent"]')).to_have_text(f"{before + 1:,}")
    assert page.locator("[data-rows] tr").first.get_attribute("data-id") == str(id)
    assert page.title() != "owned" and page.locator("[data-rows] img").count() == 0
    page.goto(f"{site.url}/console/mentions?outcome=posted")
    page.wait_for_selector("[data-live-state]:not([hidden])")
    site.arrives("live2", "@小搭 早", Receipt("silent", "silence.old"))
    wanted = site.arrives("live3", "@小搭 晚", Receipt("posted", "", "p", "chat"))
    page.wait_for_selector(f'tr[data-id="{wanted}"]')
    expect(page.locator("[data-rows]")).not_to_contain_text("早")


def test_the_operator_finds_reads_switches_and_forgets(site: Site, visit: Opener) -> None:
    page = visit()
    page.click("text=每一条 @")
    page.fill("[name=search]", "露营")
    page.select_option("[name=outcome]", "posted")
    page.click("text=筛")
    page.wait_for_url(re.compile("search="))
    expect(page.locator("[data-rows] tr").first).to_contain_text("露营")
    page.locator(".row-id a").first.click()
    expect(page.locator(".call").first).to_be_visible()
    page.locator(".call summary").first.click()
    expect(page.locator(".call details pre").first).to_be_visible()
    page.click(".nav >> text=开关")
    toggle = page.get_by_role("switch", name="画图")
    toggle.click()
    expect(page.locator("[role=status]")).to_contain_text("关掉了")
    assert waited(site.house.switches.get("switch.skill.draw")) == "off"
    expect(page.get_by_role("switch", name="画图")).not_to_be_checked()
    page.click(".nav >> text=热梗")
    page.locator("button", has_text="禁用").first.click()
    expect(page.locator("tbody tr").first).to_contain_text("放回")
    page.goto(f"{site.url}/console/memory?member=plaza:m7")
    expect(page.locator("main")).to_contain_text("年糕")
    page.locator("button", has_text="忘掉").first.click()
    expect(page.locator("main")).to_contain_text("什么都没记")


def test_everything_is_done_without_javascript_too(site: Site, visit: Opener) -> None:
    page = visit(PHONE, script=False)
    expect(page.locator("[data-rows] tr").first).to_be_visible()
    page.goto(f"{site.url}/console/switches")
    page.get_by_role("switch", name="段子").click()
    assert waited(site.house.switches.get("switch.skill.joke")) == "off"
    page.goto(f"{site.url}/console/mentions")
    page.locator("text=更早的").click()
    expect(page.locator("text=回到最新")).to_be_visible()
    page.locator("button", has_text="EN").click()
    expect(page.locator("h1")).to_have_text("Mentions")
    page.locator("button", has_text="Log out").click()
    page.wait_for_url(re.compile("/console/login$"))
    page.goto(f"{site.url}/console/settings")
    expect(page).to_have_url(re.compile("/console/login$"))


def test_the_first_start_is_walked_through_with_the_code(site: Site, visit: Opener) -> None:
    waited(site.operators.reset())
    code = waited(fresh_code(site.operators))
    page = visit(PHONE, login=False)
    assert serious(page) == []
    page.fill("[name=code]", code)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    page.click("button.main")
    expect(page.locator("h1")).to_have_text("总览")
