"""The way of a mention: silences, order of the steps, resuming after a crash at any line, honest failures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from dazi.errors import BadInput, LeaseLost, ModelBusy, ModelRefused, PlatformDown, PlatformRefused
from dazi.pipeline import PATIENCE, Pipeline
from dazi.ports import Chat, Kit
from dazi.safety.admit import Limits
from dazi.testing import (
    NOW,
    FakeAlbum,
    FakeAssets,
    FakeLines,
    FakeMarker,
    FakeRunner,
    FakeStore,
    FakeSwitches,
    FakeVoice,
    FakeWishes,
    Scratch,
    Scripted,
    delivery,
    mention,
)
from dazi.types import (
    Call,
    Context,
    Decision,
    Draft,
    Mention,
    Picture,
    Posted,
    Receipt,
    Reply,
    Trace,
    Turn,
    Usage,
)


class Skill:
    name = "chat"

    def __init__(self, *drafts: Draft | Exception) -> None:
        self.drafts = list(drafts) or [Draft("到！", "repertoire", "l1", ("l1",))]
        self.seen: list[Context] = []

    async def __call__(self, context: Context, decision: Decision, kit: Kit) -> Draft:
        self.seen.append(context)
        made = self.drafts.pop(0) if len(self.drafts) > 1 else self.drafts[0]
        if isinstance(made, Exception):
            raise made
        return made


class House:
    """A pipeline with fakes, and one call to send a mention through it."""

    def __init__(
        self, skill: Skill | None = None, decision: Decision | None = None, **fields: object
    ) -> None:
        self.store, self.switches, self.wishes = FakeStore(), FakeSwitches(), FakeWishes()
        self.platform = Scratch()
        self.skill = skill or Skill()
        decided = decision or Decision("skill", "chat")

        async def decide(context: Context, chat: Chat) -> Decision:
            return decided

        def record(sink: Callable[[Call], None]) -> Chat:
            return Scripted({})

        self.pipeline = Pipeline(
            self.store, self.wishes, self.switches, FakeLines(), FakeVoice(), FakeRunner(), record, decide,
            {"chat": self.skill, "comfort": self.skill, "crisis": self.skill, "refuse": self.skill}, ("小搭",),
            clock=lambda: NOW, **fields,
        )  # fmt: skip

    async def send(
        self, *mentions: Mention, attempt: int = 1, holds: Callable[[], bool] = lambda: True
    ) -> Receipt:
        ids = await self.store.accept(mentions)
        lease = delivery(*(ids or (1,)), attempt=attempt)
        return await self.pipeline.answer(await self.store.begin(lease), lease, self.platform, holds)


async def test_a_mention_is_answered_once_with_its_label() -> None:
    house = House()
    receipt = await house.send(mention())
    assert (receipt.outcome, receipt.skill) == ("posted", "chat")
    [(_, reply)] = house.platform.posts
    assert (reply.text, reply.label, reply.comment) == ("到！", "AI生成", "1")
    assert house.store.receipts[1] is receipt


async def test_a_skill_gets_the_album_of_the_platform_that_the_comment_is_from() -> None:
    albums: list[object] = []

    def over(platform: object) -> FakeAlbum:
        albums.append(platform)
        return FakeAlbum()

    house = House(album=over)
    kits: list[Kit] = []

    async def looking(context: Context, decision: Decision, kit: Kit) -> Draft:
        kits.append(kit)
        return Draft("看到了", "words", "here")

    house.pipeline.skills["chat"] = looking  # type: ignore[index]
    await house.send(mention())
    assert albums == [house.platform] and isinstance(kits[0].album, FakeAlbum)


@pytest.mark.parametrize(("lang", "words"), [("zh", "坏了"), ("en", "broken")])
async def test_a_picture_that_cannot_be_opened_is_spoken_of_not_failed(lang: str, words: str) -> None:
    house = House(Skill(BadInput("picture.broken")))
    text = "@小搭 看看" if lang == "zh" else "@小搭 look at this please"
    assert (await house.send(mention(text))).outcome == "posted"
    [(_, reply)] = house.platform.posts
    assert words in reply.text and reply.provenance.origin == "picture.broken"


async def test_a_burst_is_answered_once_under_its_last_comment() -> None:
    house = House()
    await house.send(mention("@小搭 在吗"), mention("讲个段子", "2", to_own=True, thread="1"))
    [(_, reply)] = house.platform.posts
    assert reply.comment == "2" and reply.mentions == ("1", "2")
    assert house.skill.seen[0].text == "在吗\n讲个段子"


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        (mention(member="us"), "silence.own"),
        (mention(bot=True), "silence.bot"),
        (replace(mention(), at=NOW - timedelta(days=3)), "silence.old"),
    ],
)
async def test_silences_are_receipts(who: Mention, reason: str) -> None:
    house = House()
    assert await house.send(who) == Receipt("silent", reason)
    assert not house.platform.posts and house.store.receipts


async def test_an_old_mention_that_the_operator_opens_again_is_answered() -> None:
    old = replace(mention(), at=NOW - timedelta(days=3), again=True)
    assert (await House().send(old)).outcome == "posted"


async def test_switches_act_on_the_next_mention() -> None:
    house = House()
    house.switches.rows["switch.all"] = "off"
    assert (await house.send(mention())).reason == "silence.off"
    house.switches.rows = {"switch.scratch": "off"}
    assert (await house.send(mention(comment="2"))).reason == "silence.off_platform"
    house.switches.rows = {}
    assert (await house.send(mention(comment="3"))).outcome == "posted"


async def test_a_video_and_a_skill_can_be_switched_off_alone() -> None:
    house = House()
    house.switches.rows = {"switch.scratch.v1": "off"}
    assert (await house.send(mention(video="v1"))).reason == "silence.off_platform"
    assert (await house.send(mention(comment="2", video="v2"))).outcome == "posted"
    house.switches.rows = {"switch.skill.chat": "off"}
    assert (await house.send(mention(comment="3"))).reason == "silence.off_skill"
    assert house.platform.posts[-1][1].comment == "2"
    house.switches.rows = {"switch.skill.joke": "off"}
    assert (await house.send(mention(comment="4"))).outcome == "posted"


async def test_what_meets_a_risk_is_no_skill_that_a_switch_could_end() -> None:
    class Comfort(Skill):
        name = "crisis"

    house = House(Comfort(), Decision("crisis", "comfort"))
    house.switches.rows = {"switch.skill.comfort": "off"}
    assert (await house.send(mention("@小搭 我不想活了"))).outcome == "posted"


async def test_the_day_is_over_first_with_a_line_then_with_silence() -> None:
    house = House(limits=Limits(member_day=5))
    house.store.today = 5
    await house.send(mention())
    assert house.platform.posts[0][1].text == "[limit]"
    house.store.today = 6
    assert (await house.send(mention(comment="2"))).reason == "silence.member_limit"


async def test_no_limit_leaves_a_member_at_risk_alone() -> None:
    house = House(limits=Limits(member_day=5, thread_hour=5, spare=3))
    house.store.today = house.store.hour = 7
    assert (await house.send(mention("@小搭 讲个段子"))).reason == "silence.member_limit"
    assert (await house.send(mention("@小搭 我不想活了", "2"))).outcome == "posted"
    assert house.store.replies[(2,)].fields["provenance"]["skill"] == "comfort"  # type: ignore[index]
    house.store.today = house.store.hour = 9
    assert (await house.send(mention("@小搭 我不想活了", "3"))).reason == "silence.member_limit"


async def test_no_limit_holds_up_a_wish_about_ourselves() -> None:
    wish = House(
        decision=Decision("control", "forget"),
        limits=Limits(member_day=5),
        urgent=lambda text: "忘了" in text,
    )
    wish.store.today = 6
    assert (await wish.send(mention("@小搭 忘了我"))).outcome == "posted" and wish.wishes.forgotten == ["m1"]
    banter = House(limits=Limits(thread_hour=5), urgent=lambda text: True)
    banter.store.hour = 5
    assert (await banter.send(mention("@小搭 忘了带伞"))).reason == "silence.thread_limit"


async def test_a_muted_member_is_left_alone_until_the_next_call() -> None:
    house = House()
    house.store.muted = True
    assert (await house.send(mention("嗯", to_own=True))).reason == "silence.muted"
    assert (await house.send(mention("@小搭 在吗", "2"))).outcome == "posted"
    assert house.wishes.muted == {"m1": None}


async def test_a_longer_name_is_no_call_and_stays_in_the_words() -> None:
    house = House()
    house.store.muted = True
    other = replace(mention("@小搭档 在吗", to_own=True), names=("小搭档",))
    assert (await house.send(other)).reason == "silence.muted"
    house.store.muted = False
    await house.send(replace(other, comment="2", text="@小搭 @小搭档 说的对吗"))
    assert house.skill.seen[0].text == "@小搭档 说的对吗"


async def test_a_comment_that_is_gone_is_a_silence() -> None:
    class Gone(Scratch):
        async def thread(self, mention: Mention) -> tuple[Turn, ...] | None:
            return None

    house = House()
    house.platform = Gone()
    assert (await house.send(mention())).reason == "silence.gone"


async def test_an_answer_that_was_lost_is_found_in_the_thread_not_sent_again() -> None:
    class Lossy(Scratch):
        async def post(self, reply: Reply) -> Posted:
            await super().post(reply)
            raise PlatformDown("platform.down")

    house = House()
    house.platform = Lossy()
    with pytest.raises(PlatformDown):
        await house.send(mention())
    receipt = await house.send(mention())
    assert receipt.outcome == "posted" and len(house.platform.posts) == 1


async def test_a_reply_that_never_arrived_is_sent_word_for_word() -> None:
    class Deaf(Scratch):
        down = True

        async def post(self, reply: Reply) -> Posted:
            if self.down:
                raise PlatformDown("platform.down")
            return await super().post(reply)

    house = House(Skill(Draft("一", "model"), Draft("二", "model")))
    house.platform = platform = Deaf()
    with pytest.raises(PlatformDown):
        await house.send(mention())
    platform.down = False
    await house.send(mention())
    assert [reply.text for _, reply in platform.posts] == ["一"]


async def test_rows_that_came_later_are_answered_after_the_kept_reply() -> None:
    house = House()
    ids = await house.store.accept((mention(),))
    with pytest.raises(LeaseLost):
        await house.send(holds=lambda: False)
    await house.store.accept((mention("@小搭 还在吗", "2", thread="1"),))
    lease = delivery(*ids, 2)
    await house.pipeline.answer(await house.store.begin(lease), lease, house.platform)
    assert [(r.comment, r.mentions) for _, r in house.platform.posts] == [("1", ("1",)), ("2", ("2",))]
    assert set(house.store.receipts) == {1, 2}


async def test_nothing_is_sent_without_the_lease() -> None:
    house = House()
    with pytest.raises(LeaseLost):
        await house.send(mention(), holds=lambda: False)
    assert not house.platform.posts


async def test_a_line_taken_meanwhile_is_chosen_anew() -> None:
    house = House(Skill(Draft("一", "repertoire", "l1", ("l1",)), Draft("二", "repertoire", "l2", ("l2",))))
    house.store.taken = {"l1"}
    await house.send(mention())
    assert house.platform.posts[0][1].text == "二"
    assert "l1" in house.skill.seen[1].used


async def test_a_model_without_an_answer_gives_an_honest_line() -> None:
    house = House(Skill(ModelRefused("model.rubbish")))
    await house.send(mention())
    assert house.platform.posts[0][1].text == "[stuck]"


async def test_a_draft_without_words_gives_an_honest_line() -> None:
    house = House(Skill(Draft("  ", "model")))
    assert (await house.send(mention())).outcome == "posted"
    assert house.platform.posts[0][1].text == "[stuck]"


async def test_what_a_failed_attempt_asked_of_models_is_kept() -> None:
    spent: list[tuple[Sequence[int], int, int]] = []

    async def spend(ids: Sequence[int], attempt: int, trace: Trace) -> None:
        spent.append((ids, attempt, len(trace.calls)))

    class Down(Scratch):
        async def post(self, reply: Reply) -> Posted:
            raise PlatformDown("platform.down")

    def record(sink: Callable[[Call], None]) -> Chat:
        sink(Call("chat", "fast", "m", "", (), "", Usage(9), 1.0, NOW))
        return Scripted({})

    house = House(Skill(ModelBusy("model.timeout")), spend=spend)
    house.pipeline = replace(house.pipeline, record=record)
    with pytest.raises(ModelBusy):
        await house.send(mention())
    assert spent == [((1,), 1, 1)]
    after = House(spend=spend)
    after.platform, after.pipeline = Down(), replace(after.pipeline, record=record)
    with pytest.raises(PlatformDown):
        await after.send(mention())
    assert len(spent) == 1, "what was kept with a reply is not counted twice"


async def test_every_receipt_is_heard_of_with_the_words_of_both() -> None:
    heard: list[tuple[str, str, str, str]] = []

    def ended(receipt: Receipt, burst: tuple[Mention, ...], said: str) -> None:
        heard.append((receipt.outcome, receipt.reason, burst[-1].text, said))

    house = House(ended=ended)
    await house.send(mention())
    await house.send(mention(comment="2", bot=True))
    with pytest.raises(LeaseLost):
        await house.send(mention(comment="3"), holds=lambda: False)
    await house.pipeline.answer(((3, house.store.rows[3]),), delivery(3), house.platform)
    assert heard == [
        ("posted", "", "@小搭 在吗", "到！"),
        ("silent", "silence.bot", "@小搭 在吗", ""),
        ("posted", "", "@小搭 在吗", "到！"),
    ]


async def test_a_busy_model_is_waited_for_then_admitted() -> None:
    house = House(Skill(ModelBusy("model.timeout")))
    with pytest.raises(ModelBusy):
        await house.send(mention())
    await house.send(mention(), attempt=PATIENCE)
    assert house.platform.posts[0][1].text == "[stuck]"


async def test_a_loading_model_is_waited_for_however_long() -> None:
    house = House(Skill(ModelBusy("model.loading")))
    with pytest.raises(ModelBusy):
        await house.send(mention(), attempt=99)


async def test_a_platform_that_refuses_ends_with_a_receipt() -> None:
    class Closed(Scratch):
        async def post(self, reply: Reply) -> Posted:
            raise PlatformRefused("plaza.gone")

    house = House()
    house.platform = Closed()
    assert await house.send(mention()) == Receipt("failed", "plaza.gone", skill="chat")


async def test_risk_overrules_whatever_was_decided() -> None:
    house = House()
    receipt = await house.send(mention("@小搭 我不想活了"))
    assert receipt.outcome == "posted"
    assert house.store.replies[(1,)].fields["provenance"]["skill"] == "comfort"  # type: ignore[index]


@pytest.mark.parametrize(("wish", "left"), [("mute", "muted"), ("forget", "forgotten")])
async def test_control_is_done_and_said(wish: str, left: str) -> None:
    house = House(decision=Decision("control", wish))
    await house.send(mention())
    assert getattr(house.wishes, left) and house.platform.posts


async def test_undo_deletes_the_last_reply() -> None:
    house = House(decision=Decision("control", "undo"))
    await house.send(mention())
    assert "没东西可撤" in house.platform.posts[0][1].text
    house.wishes.posts = [(house.platform.posts[0][0], "x")]
    await house.send(mention(comment="2"))
    assert [reply.comment for _, reply in house.platform.posts] == ["2"]
    assert house.wishes.posts == []


async def test_what_is_remembered_is_told_without_the_question_and_with_its_days() -> None:
    house = House(decision=Decision("control", "recall"), keep_days=3)
    await house.send(mention())
    assert "一条都没留" in house.platform.posts[0][1].text
    house.wishes.posts = [("p1", "x"), ("p2", "y")]
    await house.send(mention(comment="2"))
    assert "2 条评论" in house.platform.posts[1][1].text and "3 天后" in house.platform.posts[1][1].text


# --- pictures: the words are part 0, the picture part 1


class Town(Scratch):
    """Goes down as many times as it is told, at the part that it is told, before or after the post stands."""

    def __init__(self, part: int = -1, after: bool = False, times: int = 1) -> None:
        super().__init__()
        self.part, self.after, self.times = part, after, times

    async def post(self, reply: Reply) -> Posted:
        falls = reply.part == self.part and self.times > 0
        self.times -= falls
        if falls and not self.after:
            raise PlatformDown("platform.down")
        posted = await super().post(reply)
        if falls:
            raise PlatformDown("platform.down")
        return posted


def drawing(**fields: object) -> House:
    draft = Draft("画好了", "words", pictures=(Picture(b"png", "image/png", "一只猫", "stickers"),))
    outbox = FakeAssets()
    house = House(Skill(draft), Decision("skill", "draw"), marker=FakeMarker(), assets=outbox, **fields)
    house.pipeline = replace(house.pipeline, skills={"draw": house.skill})
    house.outbox = outbox
    return house


async def test_words_come_first_and_the_picture_after() -> None:
    house = drawing()
    receipt = await house.send(mention("@小搭 画一只猫"))
    assert receipt.posted == "own1 own2" and receipt.outcome == "posted"
    (_, words), (_, shown) = house.platform.posts
    assert (words.part, words.text, words.pictures) == (0, "画好了", ())
    assert (shown.part, shown.text, shown.pictures[0].content) == (1, "", b"labelled png")
    assert not house.outbox, "nothing waits once it stands"


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("part", [0, 1])
async def test_a_crash_at_either_part_posts_each_once(part: int, after: bool) -> None:
    house = drawing()
    house.platform = Town(part, after)
    with pytest.raises(PlatformDown):
        await house.send(mention("@小搭 画一只猫"))
    assert house.outbox, "its bytes wait for the next attempt"
    house.skill.drafts = [Draft("别的", "words")]
    receipt = await house.send(mention("@小搭 画一只猫"))
    assert [reply.part for _, reply in house.platform.posts] == [0, 1]
    assert house.platform.posts[1][1].pictures[0].content == b"labelled png"
    assert receipt.posted == "own1 own2" and not house.outbox


async def test_a_picture_that_was_lost_leaves_the_words_standing() -> None:
    house = drawing()
    house.platform = Town(1)
    with pytest.raises(PlatformDown):
        await house.send(mention("@小搭 画一只猫"))
    house.outbox.clear()
    receipt = await house.send(mention("@小搭 画一只猫"))
    assert (receipt.outcome, receipt.reason, receipt.posted) == ("posted", "picture.refused", "own1")
    assert [reply.part for _, reply in house.platform.posts] == [0]


async def test_a_picture_that_the_platform_refuses_leaves_the_words_standing() -> None:
    class Square(Scratch):
        async def post(self, reply: Reply) -> Posted:
            if reply.part:
                raise PlatformRefused("platform.rejected")
            return await super().post(reply)

    house = drawing()
    house.platform = Square()
    receipt = await house.send(mention("@小搭 画一只猫"))
    assert (receipt.outcome, receipt.reason, receipt.posted) == ("posted", "picture.refused", "own1")


async def test_a_picture_without_labels_never_leaves() -> None:
    house = drawing()
    house.pipeline = replace(house.pipeline, marker=None)
    await house.send(mention("@小搭 画一只猫"))
    [(_, reply)] = house.platform.posts
    assert not reply.pictures and "标识" in reply.text and not house.outbox


async def test_a_members_pictures_of_a_day_are_counted() -> None:
    house = drawing(limits=Limits(pictures_day=3))
    house.store.pictures = 2
    await house.send(mention("@小搭 画一只猫"))
    assert len(house.platform.posts) == 2
    house.store.pictures = 3
    await house.send(mention("@小搭 画一只狗", "2"))
    assert "3 张" in house.platform.posts[2][1].text and len(house.platform.posts) == 3
    free = drawing(limits=Limits(pictures_day=0))
    free.store.pictures = 99
    await free.send(mention("@小搭 画一只猫"))
    assert len(free.platform.posts) == 2


async def test_undo_takes_words_and_picture_back() -> None:
    house = drawing()
    await house.send(mention("@小搭 画一只猫"))

    async def undo(context: Context, chat: Chat) -> Decision:
        return Decision("control", "undo")

    house.pipeline = replace(house.pipeline, decide=undo)
    house.wishes.posts = [("own1 own2", "画好了")]
    await house.send(mention("@小搭 撤销", comment="2"))
    assert [reply.comment for _, reply in house.platform.posts] == ["2"] and house.wishes.posts == []
