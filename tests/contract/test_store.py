"""What every store promises, run over each of them."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dazi.errors import LeaseLost
from dazi.safety.release import restore
from dazi.store.database import Database
from dazi.store.mentions import Mentions
from dazi.store.records import Records
from dazi.store.switches import Switches
from dazi.store.wishes import Wishes
from dazi.types import (
    Attachment,
    Call,
    Decision,
    Delivery,
    Draft,
    Member,
    Mention,
    Message,
    Options,
    Picture,
    Provenance,
    Receipt,
    Reply,
    Trace,
    Usage,
)

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)


class Clock:
    """A time that moves only when a test says so."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Stores:
    """The four ports over one database."""

    mentions: Mentions
    switches: Switches
    wishes: Wishes
    records: Records
    clock: Clock


def sqlite(folder: Path) -> Database:
    return Database.open(folder / "dazi.db")


FACTORIES = {"sqlite": sqlite}


@pytest.fixture(params=FACTORIES)
async def stores(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stores]:
    database = FACTORIES[request.param](tmp_path)
    clock = Clock()
    yield Stores(
        Mentions(database, now=clock),
        Switches(database, now=clock),
        Wishes(database),
        Records(database, now=clock),
        clock,
    )
    database.close()


def mention(comment: str, member: str = "m1", **changes: object) -> Mention:
    made = Mention(
        platform="plaza",
        account="xiaoda",
        comment=comment,
        thread="t1",
        member=Member("plaza", member, "阿明"),
        text=f"@小搭 秘密{comment}",
        at=NOON,
        video="v1",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def reply(to: Mention, text: str = "好嘞") -> Reply:
    made = Provenance(
        skill="joke", tier="fast", source="repertoire", origin="l1", persona="p1", checks=("masked",)
    )
    return restore(
        {
            "platform": to.platform,
            "account": to.account,
            "comment": to.comment,
            "thread": to.thread,
            "part": 0,
            "text": text,
            "label": "AI",
            "fingerprint": "f",
            "mentions": [to.comment],
            "provenance": {**{name: getattr(made, name) for name in made.__slots__}},
            "video": to.video,
        }
    )


def trace(words: str = "秘密") -> Trace:
    call = Call(
        purpose="joke",
        tier="fast",
        model="tiny",
        stable="你是小搭",
        messages=(Message("user", words),),
        answer=words,
        usage=Usage(10, 5, 4, 0.002),
        took_ms=12.5,
        at=NOON,
    )
    return Trace({"text": words}, Decision("skill", "joke"), words, {"gather": 1.5}, (call,))


def lease(*ids: int, turn: int = 1, attempt: int = 1) -> Delivery:
    return Delivery("lane", ids, f"{turn:016x}.w", attempt, 0.0)


async def answer(stores: Stores, given: Mention, *, turn: int = 1, draft: Draft | None = None) -> int:
    """Take a mention all the way; its row id."""
    (id,) = await stores.mentions.accept([given])
    delivery = lease(id, turn=turn)
    await stores.mentions.begin(delivery)
    kept = draft or Draft("好嘞", "repertoire", "l1")
    assert await stores.mentions.keep(delivery.token, [id], reply(given), kept, trace(given.text))
    await stores.mentions.finish(delivery.token, [id], Receipt("posted", "", f"p{given.comment}", "joke"))
    return id


async def test_a_mention_delivered_five_times_is_accepted_once(stores: Stores) -> None:
    accepted = [await stores.mentions.accept([mention("1"), mention("1")]) for _ in range(5)]
    assert [len(ids) for ids in accepted] == [1, 0, 0, 0, 0]
    assert len(await stores.mentions.accept([mention("1", platform="other"), mention("2")])) == 2


async def test_the_cursor_moves_with_the_mentions(stores: Stores) -> None:
    assert await stores.mentions.cursor("plaza") is None
    await stores.mentions.accept([mention("1")], ("plaza", "c1"))
    await stores.mentions.accept([], ("plaza", "c2"))
    assert await stores.mentions.cursor("plaza") == "c2"


async def test_what_was_accepted_comes_back_whole(stores: Stores) -> None:
    given = mention(
        "1",
        attachments=(Attachment("image", "https://x/1.png", "image/png", "猫"),),
        parent="0",
        visibility="private",
        to_own=True,
        bot=True,
        names=("小搭档", "老周"),
        at=NOON + timedelta(microseconds=123457),
    )
    (taken,) = await stores.mentions.take([given])
    assert taken[1] == given
    ((id, back),) = await stores.mentions.begin(lease(taken[0]))
    assert (id, back) == (taken[0], replace(given, member=replace(given.member)))
    assert back.lane == given.lane


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("长" * 100_000, "长" * 100_000),
        ("a\0b", "a\ufffdb"),
        ("a\ud83db", "a\ufffdb"),
        (b"\xff\xfe\x80".decode("utf-8", "surrogateescape"), "\ufffd" * 3),
        ("\x01\x1b[31m\u202e", "\x01\x1b[31m\u202e"),
        ("'; DROP TABLE mentions;--", "'; DROP TABLE mentions;--"),
        ("", ""),
    ],
)
async def test_any_text_is_stored(stores: Stores, text: str, stored: str) -> None:
    given = mention("1", text=text)
    (id,) = await stores.mentions.accept([given])
    ((_, back),) = await stores.mentions.begin(lease(id))
    assert back.text == stored
    assert await stores.mentions.keep(
        lease(id).token, [id], reply(given, text or "x"), Draft(text, "model"), trace(text)
    )
    await stores.mentions.finish(lease(id).token, [id], Receipt("posted", "", "p", "joke"), trace(text))
    shown = await stores.records.show(id)
    assert shown is not None and shown.detail is not None


async def test_begin_gives_only_open_rows(stores: Stores) -> None:
    ids = await stores.mentions.accept([mention("1"), mention("2")])
    delivery = lease(*ids)
    assert [id for id, _ in await stores.mentions.begin(delivery)] == list(ids)
    await stores.mentions.finish(delivery.token, ids[:1], Receipt("silent", "silence.muted"))
    assert [id for id, _ in await stores.mentions.begin(delivery)] == [ids[1]]
    assert await stores.mentions.begin(lease()) == ()


async def test_a_later_lease_fences_the_earlier_one(stores: Stores) -> None:
    given = mention("1")
    (id,) = await stores.mentions.accept([given])
    old, new = lease(id, turn=9), lease(id, turn=10, attempt=2)
    await stores.mentions.begin(old)
    await stores.mentions.begin(new)
    with pytest.raises(LeaseLost):
        await stores.mentions.begin(old)
    with pytest.raises(LeaseLost):
        await stores.mentions.keep(old.token, [id], reply(given), Draft("x", "model"), trace())
    with pytest.raises(LeaseLost):
        await stores.mentions.finish(old.token, [id], Receipt("silent", "silence.muted"))
    await stores.mentions.strike(old.token, [id], "late", dead=True)
    assert await stores.mentions.keep(new.token, [id], reply(given), Draft("x", "model"), trace())
    await stores.mentions.finish(new.token, [id], Receipt("posted", "", "p1", "joke"))
    with pytest.raises(LeaseLost):
        await stores.mentions.finish(new.token, [id], Receipt("posted", "", "p2", "joke"))
    (row,) = await stores.records.rows()
    assert (row.state, row.posted, row.attempt, row.error) == ("done", "p1", 2, "")


async def test_a_kept_reply_is_found_again_until_it_is_posted(stores: Stores) -> None:
    first, second = mention("1"), mention("2")
    ids = await stores.mentions.accept([first, second])
    await stores.mentions.begin(lease(*ids))
    made = reply(second, "两个一起答")
    assert await stores.mentions.kept(ids) == ()
    await stores.mentions.keep(lease().token, ids, made, Draft("两个一起答", "model"), trace())
    for asked in (ids, ids[:1], ids[1:]):
        (kept,) = await stores.mentions.kept(asked)
        assert (kept.state, kept.ids, kept.posted) == ("posting", ids, "")
        assert restore(kept.fields) == made
    await stores.mentions.finish(lease().token, ids, Receipt("held", "", "p7", "joke"))
    (kept,) = await stores.mentions.kept(ids)
    assert (kept.state, kept.posted) == ("posted", "p7")
    assert await stores.mentions.kept([999]) == ()


async def test_a_reply_under_a_key_that_is_taken_is_refused(stores: Stores) -> None:
    given = mention("1")
    (id,) = await stores.mentions.accept([given])
    await stores.mentions.begin(lease(id))
    await stores.mentions.keep(lease().token, [id], reply(given), Draft("x", "model"), trace())
    with pytest.raises(LeaseLost):
        await stores.mentions.keep(lease().token, [id], reply(given), Draft("x", "model"), trace())


async def test_a_line_is_used_once_for_a_member_in_30_days_and_on_a_video_in_a_day(stores: Stores) -> None:
    line = Draft("x", "repertoire", "l1", lines=("l1",))

    async def tried(given: Mention, draft: Draft = line) -> bool:
        (id,) = await stores.mentions.accept([given])
        await stores.mentions.begin(lease(id))
        kept = await stores.mentions.keep(lease().token, [id], reply(given), draft, trace())
        if not kept:
            assert await stores.mentions.kept([id]) == ()
        return kept

    assert await tried(mention("1"))
    assert not await tried(mention("2", video="v2"))
    assert not await tried(mention("3", "m2"))
    assert await tried(mention("4", "m2", video="v2"))
    assert await tried(mention("5", video=None), replace(line, reuse=True))
    stores.clock.now += timedelta(hours=25)
    assert not await tried(mention("6", video=None))
    assert await tried(mention("7", "m3"))
    stores.clock.now += timedelta(days=30)
    assert await tried(mention("8"))
    assert set(await stores.mentions.used(mention("9"), stores.clock.now)) == {"l1"}
    assert await stores.mentions.used(mention("9", "m4", video="v9"), stores.clock.now) == {}


async def test_a_failed_reservation_leaves_no_trace(stores: Stores) -> None:
    await answer(stores, mention("1"), draft=Draft("x", "repertoire", "b", lines=("b",)))
    given = mention("2")
    (id,) = await stores.mentions.accept([given])
    await stores.mentions.begin(lease(id))
    draft = Draft("x", "repertoire", "a", lines=("a", "b"))
    assert not await stores.mentions.keep(lease().token, [id], reply(given), draft, trace())
    assert "a" not in await stores.mentions.used(given, stores.clock.now)


async def test_the_tally_counts_today_and_this_hour(stores: Stores) -> None:
    stores.clock.now = NOON - timedelta(days=1)
    await answer(stores, mention("0"))
    stores.clock.now = NOON - timedelta(hours=2)
    await answer(stores, mention("1"))
    stores.clock.now = NOON
    await answer(stores, mention("2"))
    await answer(stores, mention("3", "m2"))
    tally = await stores.mentions.tally(mention("4"), NOON)
    assert (tally.member_today, tally.thread_hour, tally.muted) == (2, 2, False)


async def test_a_mute_holds_until_its_end_or_until_it_is_taken_back(stores: Stores) -> None:
    member = mention("1").member
    await stores.wishes.mute(member, NOON + timedelta(hours=1))
    assert (await stores.mentions.tally(mention("1"), NOON)).muted
    assert not (await stores.mentions.tally(mention("1", "m2"), NOON)).muted
    assert not (await stores.mentions.tally(mention("1"), NOON + timedelta(hours=2))).muted
    await stores.wishes.mute(member, None)
    assert not (await stores.mentions.tally(mention("1"), NOON)).muted


async def test_own_posts_are_known_by_skill_and_member(stores: Stores) -> None:
    await answer(stores, mention("1"))
    stores.clock.now += timedelta(seconds=1)
    await answer(stores, mention("2"))
    assert await stores.mentions.own_skills("plaza", ["p1", "x"]) == {"p1": "joke"}
    assert await stores.mentions.own_skills("plaza", []) == {}
    member = mention("1").member
    assert await stores.wishes.last_posts(member, "t1") == (("p2", "好嘞"),)
    assert [id for id, _ in await stores.wishes.last_posts(member, "t1", 5)] == ["p2", "p1"]
    assert await stores.wishes.last_posts(member, "t2") == ()


async def test_undo_goes_back_from_reply_to_reply_and_never_to_its_own_words(stores: Stores) -> None:
    for n in (1, 2):
        stores.clock.now += timedelta(seconds=1)
        await answer(stores, mention(str(n)))
    asking = mention("3")
    (id,) = await stores.mentions.accept([asking])
    await stores.mentions.begin(lease(id))
    said = reply(asking, "撤了")
    said = replace(said, provenance=replace(said.provenance, skill="undo"))
    await stores.mentions.keep(lease().token, [id], said, Draft("撤了", "words"), trace())
    await stores.mentions.finish(lease().token, [id], Receipt("posted", "", "p3", "undo"))
    await stores.wishes.undone(mention("9", "m2").member, "p2")
    assert [id for id, _ in await stores.wishes.last_posts(asking.member, "t1", 5)] == ["p2", "p1"]
    await stores.wishes.undone(asking.member, "p2")
    assert [id for id, _ in await stores.wishes.last_posts(asking.member, "t1", 5)] == ["p1"]


async def test_open_rows_that_nothing_touches_are_rung_again(stores: Stores) -> None:
    ids = await stores.mentions.accept([mention(str(n)) for n in range(5)])
    later = NOON + timedelta(minutes=1)
    lane = mention("0").lane
    assert await stores.mentions.unrung(later) == tuple((id, lane) for id in ids)
    assert await stores.mentions.unrung(later, ids[1], 2) == tuple((id, lane) for id in ids[2:4])
    assert await stores.mentions.unrung(NOON - timedelta(seconds=1)) == ()
    await stores.mentions.begin(lease(*ids))
    await stores.mentions.finish(lease().token, ids[:2], Receipt("silent", "silence.muted"))
    await stores.mentions.strike(lease().token, ids[2:3], "boom", dead=True)
    assert await stores.mentions.unrung(later) == tuple((id, lane) for id in ids[3:])


async def test_what_ended_without_a_post_can_be_opened_again(stores: Stores) -> None:
    ids = await stores.mentions.accept([mention(str(n)) for n in range(4)])
    await stores.mentions.begin(lease(*ids))
    token = lease().token
    await stores.mentions.finish(token, ids[:1], Receipt("failed", "failed.model"))
    await stores.mentions.finish(token, ids[1:2], Receipt("posted", "", "p", "joke"))
    await stores.mentions.strike(token, ids[2:3], "boom", dead=True)
    assert (await stores.records.counts())["failed"] == 1
    again = await stores.mentions.reopen(ids)
    assert [id for id, _ in again] == [ids[0], ids[2]]
    counts = await stores.records.counts()
    assert "failed" not in counts and "failed:failed.model" not in counts
    found = await stores.mentions.begin(lease(*ids, turn=2))
    assert [mention.again for _, mention in found] == [True, True, False]


async def test_switches_are_seen_at_once(stores: Stores) -> None:
    assert await stores.switches.get("switch.off") is None
    await stores.switches.put("switch.off", "1", "op")
    await stores.switches.put("switch.off", "0")
    await stores.switches.put("model", "x")
    assert await stores.switches.get("switch.off") == "0"
    assert await stores.switches.all("switch.") == {"switch.off": "0"}
    assert set(await stores.switches.all()) == {"switch.off", "model"}


async def test_forgetting_takes_every_word_and_keeps_the_keys(stores: Stores) -> None:
    mine, other = mention("1"), mention("2", "m2", thread="t2")
    id = await answer(stores, mine)
    beside = await answer(stores, mention("3", "m2"))
    elsewhere = await answer(stores, other)
    member = mine.member
    assert await stores.wishes.known(member) == {"mentions": 1, "replies": 1, "calls": 1, "traces": 1}
    await answer(stores, mention("9", thread="p.m1", visibility="private"))
    assert (await stores.wishes.known(member))["mentions"] == 2
    openly = await stores.wishes.known(member, private=False)
    assert openly == {"mentions": 1, "replies": 1, "calls": 1, "traces": 1}
    assert await stores.wishes.forget(member) > 0
    assert set((await stores.wishes.known(member)).values()) == {0}
    row = await stores.records.show(id)
    assert row is not None and row.detail is not None
    assert (row.mention.text, row.mention.member.name, row.reply, row.outcome) == ("", "", "", "posted")
    assert row.detail["trace"] == "forgotten"
    assert [call["messages"] for call in row.detail["calls"]] == ["forgotten"]  # type: ignore[attr-defined]
    # what the member said stood in the neighbour's trace as well, but not in another thread's
    near, far = await stores.records.show(beside), await stores.records.show(elsewhere)
    assert near is not None and near.detail is not None and near.detail["trace"] == "forgotten"
    assert near.mention.text == "@小搭 秘密3"
    assert far is not None and far.detail is not None and far.detail["trace"] != "forgotten"
    assert await stores.mentions.accept([mine]) == ()


async def test_the_mention_that_asks_to_be_forgotten_loses_its_words_when_it_ends(stores: Stores) -> None:
    given = mention("1", text="@小搭 忘了我")
    (id,) = await stores.mentions.accept([given])
    await stores.mentions.begin(lease(id))
    await stores.wishes.forget(given.member)
    ((_, again),) = await stores.mentions.begin(lease(id, turn=2, attempt=2))
    assert again.text == "@小搭 忘了我"
    await stores.mentions.keep(
        lease(turn=2).token, [id], reply(given, "忘了"), Draft("忘了", "words"), trace()
    )
    await stores.mentions.finish(lease(turn=2).token, [id], Receipt("posted", "", "p1", "forget"), trace())
    row = await stores.records.show(id)
    assert row is not None and row.detail is not None
    assert (row.mention.text, row.reply) == ("", "")
    assert "秘密" not in str(row.detail)


async def test_work_in_flight_keeps_nothing_of_a_thread_where_somebody_was_forgotten(stores: Stores) -> None:
    await answer(stores, mention("1"))
    other, silent, far = mention("2", "m2"), mention("3", "m3"), mention("4", "m4", thread="t2")
    ids = await stores.mentions.accept([other, silent, far])
    await stores.mentions.begin(lease(*ids, turn=2))
    token = lease(turn=2).token
    await stores.wishes.forget(mention("1").member)
    quoting = trace("阿明说了秘密1")
    for id, given in zip(ids, (other, silent, far), strict=True):
        if given is silent:
            await stores.mentions.finish(token, [id], Receipt("silent", "silence.muted"), quoting)
            continue
        await stores.mentions.keep(token, [id], reply(given), Draft("好嘞", "model"), quoting)
        await stores.mentions.finish(token, [id], Receipt("posted", "", f"p{id}", "joke"))
    shown = [str(await stores.records.show(id)) for id in ids]
    assert ["秘密1" in one for one in shown] == [False, False, True]
    assert (await stores.records.counts())["calls"] == 4, "what they cost is counted all the same"


async def test_words_expire_and_rows_stay(stores: Stores) -> None:
    id = await answer(stores, mention("1"))
    assert await stores.records.expire(NOON + timedelta(days=6, hours=23)) == 1  # the day-old event
    row = await stores.records.show(id)
    assert row is not None and row.detail is not None
    assert row.detail["trace"]["draft"] == "@小搭 秘密1"  # type: ignore[index]
    assert await stores.records.expire(NOON + timedelta(days=8)) > 0
    row = await stores.records.show(id)
    assert row is not None and row.detail is not None
    assert (row.detail["trace"], row.detail["calls"], row.detail["draft"]) == ("expired", [], "expired")
    assert row.mention.text == "@小搭 秘密1"
    await stores.records.expire(NOON + timedelta(days=91))
    row = await stores.records.show(id)
    assert row is not None and (row.mention.text, row.reply, row.posted) == ("", "", "p1")


async def test_open_mentions_do_not_expire(stores: Stores) -> None:
    await stores.mentions.accept([mention("1")])
    await stores.records.expire(NOON + timedelta(days=365))
    (row,) = await stores.records.rows()
    assert row.mention.text == "@小搭 秘密1"


async def test_rows_are_listed_newest_first_and_can_be_searched(stores: Stores) -> None:
    ids = [await answer(stores, mention(str(n), f"m{n}")) for n in range(3)]
    (waiting,) = await stores.mentions.accept([mention("9", text="100%_纯")])
    assert [row.id for row in await stores.records.rows()] == [waiting, *reversed(ids)]
    assert [row.id for row in await stores.records.rows(limit=2, before=ids[2])] == [ids[1], ids[0]]
    assert [row.id for row in await stores.records.rows(search="秘密1")] == [ids[1]]
    assert [row.id for row in await stores.records.rows(search="%_")] == [waiting]
    assert [row.id for row in await stores.records.rows(state="waiting")] == [waiting]
    assert len(await stores.records.rows(state="posted")) == 3
    assert len(await stores.records.rows(state="done")) == 3
    first = (await stores.records.rows(search="秘密0"))[0]
    assert (first.outcome, first.skill, first.reply, first.posted) == ("posted", "joke", "好嘞", "p0")
    assert await stores.records.show(999) is None


async def test_show_tells_the_whole_way(stores: Stores) -> None:
    row = await stores.records.show(await answer(stores, mention("1")))
    assert row is not None and row.detail is not None
    detail = row.detail
    assert detail["provenance"]["origin"] == "l1"  # type: ignore[index]
    assert detail["draft"]["source"] == "repertoire"  # type: ignore[index]
    assert detail["trace"]["decision"]["skill"] == "joke"  # type: ignore[index]
    (call,) = detail["calls"]  # type: ignore[misc]
    assert (call["stable"], call["messages"][0]["text"], call["cached"]) == ("你是小搭", "@小搭 秘密1", 4)  # type: ignore[has-type]


async def test_a_call_is_shown_with_how_it_was_asked(stores: Stores) -> None:
    (call,) = trace().calls
    options = Options(50, 0.2, ("\n",), {"type": "object"}, 7)
    asked = (replace(call, options=options), replace(call, choices=("1", "2")), call)
    (id,) = await stores.mentions.accept([mention("1")])
    await stores.mentions.begin(lease(id))
    await stores.mentions.finish(
        lease().token, [id], Receipt("silent", "silence.gone"), replace(trace(), calls=asked)
    )
    row = await stores.records.show(id)
    assert row is not None and row.detail is not None
    shown = [(one["options"], one["choices"]) for one in row.detail["calls"]]  # type: ignore[attr-defined]
    assert shown == [(options, ()), (Options(), ("1", "2")), (Options(), ())]


async def test_calls_of_failed_attempts_are_counted_and_stand_beside_the_last(stores: Stores) -> None:
    given = mention("1")
    (id,) = await stores.mentions.accept([given])
    await stores.mentions.begin(lease(id))
    for attempt in (1, 2):
        await stores.mentions.spend([id], attempt, trace(f"versuch {attempt}"))
    await stores.mentions.keep(lease().token, [id], reply(given), Draft("x", "model"), trace())
    await stores.mentions.finish(lease().token, [id], Receipt("posted", "", "p", "joke"))
    counts = await stores.records.counts()
    assert (counts["calls"], counts["tokens_in"]) == (3, 30)
    row = await stores.records.show(id)
    assert row is not None and row.detail is not None and len(row.detail["calls"]) == 3  # type: ignore[arg-type]


async def test_counts_and_events_tell_what_happened(stores: Stores) -> None:
    await answer(stores, mention("1"))
    (id,) = await stores.mentions.accept([mention("2")])
    await stores.mentions.begin(lease(id))
    await stores.mentions.finish(lease().token, [id], Receipt("silent", "silence.muted"), trace())
    await stores.mentions.accept([mention("3")])
    counts = await stores.records.counts()
    assert counts["posted"] == 1 and counts["silent"] == 1 and counts["silent:silence.muted"] == 1
    assert (counts["calls"], counts["tokens_in"], counts["tokens_out"], counts["waiting"]) == (2, 20, 10, 1)
    await stores.records.tell("model", {"state": "ready"})
    everything = await stores.records.events(0)
    assert [kind for _, kind, _ in everything] == ["receipt", "receipt", "model"]
    assert everything[0][2]["posted"] == "p1" and "秘密" not in str(everything)
    assert await stores.records.events(-1) == everything[-1:]
    assert await stores.records.events(everything[0][0], 1) == everything[1:2]


def shown(words: Reply) -> Reply:
    """The picture that follows a reply's words."""
    held = b"picture"
    return replace(
        words,
        part=1,
        text="",
        fingerprint=hashlib.sha256(held).hexdigest(),
        pictures=(Picture(held, "image/png", "一只猫", "stickers", "algorithm"),),
    )


async def draw(stores: Stores, given: Mention, posted: str) -> int:
    """A reply of words and a picture, taken all the way."""
    (id,) = await stores.mentions.accept([given])
    await stores.mentions.begin(lease(id))
    words = reply(given)
    drawn = Draft("好嘞", "words")
    assert await stores.mentions.keep(lease().token, [id], words, drawn, trace(), [shown(words)])
    await stores.mentions.finish(lease().token, [id], Receipt("posted", "", posted, "draw"))
    return id


async def test_words_and_picture_are_kept_together_and_restored_each(stores: Stores) -> None:
    given = mention("1")
    (id,) = await stores.mentions.accept([given])
    await stores.mentions.begin(lease(id))
    words = reply(given)
    picture = shown(words)
    await stores.mentions.keep(lease().token, [id], words, Draft("好嘞", "words"), trace(), [picture])
    first, second = await stores.mentions.kept([id])
    assert restore(first.fields) == words and restore(second.fields, b"picture") == picture
    await stores.mentions.finish(lease().token, [id], Receipt("posted", "", "p1 p2", "draw"))
    assert [(one.state, one.posted) for one in await stores.mentions.kept([id])] == [
        ("posted", "p1"),
        ("posted", "p2"),
    ]
    assert await stores.mentions.own_skills("plaza", ["p1", "p2"]) == {"p1": "joke", "p2": "joke"}


async def test_a_taken_line_keeps_no_picture_either(stores: Stores) -> None:
    line = Draft("x", "repertoire", "l1", lines=("l1",))
    await answer(stores, mention("0"), draft=line)
    given = mention("1")
    (id,) = await stores.mentions.accept([given])
    await stores.mentions.begin(lease(id))
    words = reply(given)
    assert not await stores.mentions.keep(lease().token, [id], words, line, trace(), [shown(words)])
    assert await stores.mentions.kept([id]) == ()


async def test_pictures_of_a_day_are_counted_apart_from_replies(stores: Stores) -> None:
    stores.clock.now = NOON - timedelta(days=1)
    await draw(stores, mention("0"), "p0 q0")
    stores.clock.now = NOON
    await draw(stores, mention("1"), "p1 q1")
    await draw(stores, mention("2", "m2"), "p2 q2")
    await answer(stores, mention("3"))
    tally = await stores.mentions.tally(mention("4"), NOON)
    assert (tally.member_today, tally.pictures_today) == (2, 1)


async def test_a_picture_that_is_promised_counts_once_before_and_after_it_comes(stores: Stores) -> None:
    given = mention("c1")
    (id,) = await stores.mentions.accept((given,))
    await stores.mentions.begin(lease(id))
    words = reply(given, "画着呢")
    words = replace(words, provenance=replace(words.provenance, origin="draw.soon.generate"))
    draft = Draft(words.text, "words", "draw.soon.generate")
    assert await stores.mentions.keep(lease(id).token, (id,), words, draft, trace())
    assert (await stores.mentions.tally(given, stores.clock.now)).pictures_today == 1
    assert [one.fields["part"] for one in await stores.mentions.kept((id,))] == [0]
    line = Draft("贴好了", "repertoire", "l1", ("l1",), reuse=True)
    assert await stores.mentions.keep(lease(id).token, (id,), shown(words), line, trace())
    assert [one.fields["part"] for one in await stores.mentions.kept((id,))] == [0, 1]
    await stores.mentions.finish(lease(id).token, (id,), Receipt("posted", "", "p1 p2", "draw"))
    assert (await stores.mentions.tally(given, stores.clock.now)).pictures_today == 1
    assert "l1" in await stores.mentions.used(given, stores.clock.now), "its line is not said again soon"


async def test_undo_finds_words_and_picture_together(stores: Stores) -> None:
    member = mention("1").member
    await answer(stores, mention("0"))
    stores.clock.now += timedelta(seconds=1)
    await draw(stores, mention("1"), "p1 q1")
    assert await stores.wishes.last_posts(member, "t1") == (("p1 q1", "好嘞"),)
    assert [id for id, _ in await stores.wishes.last_posts(member, "t1", 5)] == ["p1 q1", "p0"]
    await stores.wishes.undone(member, "p1 q1")
    assert [id for id, _ in await stores.wishes.last_posts(member, "t1", 5)] == ["p0"]


async def test_a_picture_that_was_refused_is_not_waited_for(stores: Stores) -> None:
    id = await draw(stores, mention("1"), "p1")
    assert [(one.state, one.posted) for one in await stores.mentions.kept([id])] == [
        ("posted", "p1"),
        ("posted", ""),
    ]
    assert await stores.wishes.last_posts(mention("1").member, "t1") == (("p1", "好嘞"),)
