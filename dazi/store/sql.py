"""The statements about mentions, built once at import; knows no connection."""

from __future__ import annotations

from sqlalchemy import BindParameter, and_, bindparam, case, func, or_, select, text

from dazi.store.tables import cursors, events, lines_used, mentions, mutes, receipts, replies

SENT = ("posted", "held", "queued")
# Spelled out, not bound: only so does a database see that its partial index serves.
UNENDED = text("mentions.state != 'done'")
FORGOTTEN = text("mentions.forgotten")

_ids: BindParameter[int] = bindparam("ids", expanding=True)
_mine: BindParameter[str] = bindparam("mine")
_at: BindParameter[float] = bindparam("at_now")
_who = (
    "id",
    "platform",
    "account",
    "comment",
    "thread",
    "member",
    "visibility",
    "video",
    "lead",
    "forgotten",
)
_few = tuple(mentions.c[name] for name in _who)

read_cursor = select(cursors.c.cursor).where(cursors.c.name == bindparam("name"))
unrung = (
    select(mentions.c.id, mentions.c.platform, mentions.c.account, mentions.c.thread, mentions.c.member)
    .where(
        UNENDED,
        mentions.c.state != "dead",
        mentions.c.touched <= bindparam("before"),
        mentions.c.id > bindparam("after"),
    )
    .order_by(mentions.c.id)
    .limit(bindparam("many"))
)
begin = (
    mentions.update()
    .where(mentions.c.id.in_(_ids), mentions.c.state != "done", mentions.c.token <= _mine)
    .values(
        token=_mine,
        attempt=bindparam("attempt_now"),
        touched=_at,
        state=case((mentions.c.lead.is_not(None), "posting"), else_="working"),
    )
    .returning(*mentions.c)
)
later = select(mentions.c.id).where(
    mentions.c.id.in_(_ids), mentions.c.state != "done", mentions.c.token > _mine
)
kept = (
    select(replies.c.fields, replies.c.state, replies.c.ids, replies.c.posted)
    .where(replies.c.lead.in_(select(mentions.c.lead).where(mentions.c.id.in_(_ids))))
    .order_by(replies.c.lead, replies.c.part)
)
_held = (mentions.c.id.in_(_ids), mentions.c.token == _mine, mentions.c.state != "done")
posting = (
    mentions.update()
    .where(*_held)
    .values(state="posting", lead=bindparam("lead_now"), touched=_at)
    .returning(*_few)
)
done = mentions.update().where(*_held).values(state="done", touched=_at, error="").returning(*_few)
reply = replies.insert()
event = events.insert()
_of_part = (replies.c.lead == bindparam("lead_of"), replies.c.part >= bindparam("part_of"))
sent = (
    replies.update()
    .where(*_of_part)
    .values(
        state="posted",
        outcome=bindparam("outcome_of"),
        posted=case((replies.c.part == bindparam("part_of"), bindparam("posted_as")), else_=""),
    )
)
unsent = replies.update().where(*_of_part).values(outcome=bindparam("outcome_of"))
strike = (
    mentions.update()
    .where(*_held)
    .values(error=bindparam("error_now"), state=case((bindparam("dead"), "dead"), else_=mentions.c.state))
)
one = select(*_few).where(mentions.c.id == bindparam("lead_now"))
struck = select(mentions.c.id).where(mentions.c.id.in_(_ids), FORGOTTEN)
# Others still see, and quote, what a forgotten member said in a thread.
spared = (
    select(mentions.c.id)
    .where(mentions.c.platform == bindparam("on"), mentions.c.thread == bindparam("where"), FORGOTTEN)
    .limit(1)
)
reopen = (
    mentions.update()
    .where(
        mentions.c.id.in_(_ids),
        mentions.c.text != "",
        or_(
            mentions.c.state == "dead",
            mentions.c.id.in_(select(receipts.c.id).where(receipts.c.outcome.not_in(SENT))),
        ),
    )
    .values(state="waiting", error="", attempt=0, again=True)
    .returning(*_few)
)
receipts_of = (
    receipts.delete().where(receipts.c.id.in_(_ids)).returning(receipts.c.outcome, receipts.c.reason)
)
used = select(lines_used.c.line, lines_used.c.at).where(
    lines_used.c.scope == bindparam("of"), lines_used.c.at > bindparam("since")
)
_sent = (
    select(func.count())
    .select_from(replies)
    .where(replies.c.platform == bindparam("on"), replies.c.outcome != "failed")
)
_replied = _sent.where(replies.c.part == 0)
# A picture that is promised and still being painted counts already: many may be asked for meanwhile.
_drawn = _sent.where(
    or_(
        replies.c.part > 0,
        and_(
            replies.c.part == 0,
            replies.c.state == "posting",
            replies.c.fields.like('%"origin":"draw.soon.%'),
        ),
    )
)
tally = select(
    _replied.where(replies.c.member == bindparam("who"), replies.c.at >= bindparam("day")).scalar_subquery(),
    _replied.where(
        replies.c.thread == bindparam("where"), replies.c.at >= bindparam("hour")
    ).scalar_subquery(),
    select(func.count())
    .select_from(mutes)
    .where(
        mutes.c.platform == bindparam("on"),
        mutes.c.account == bindparam("who"),
        or_(mutes.c.until.is_(None), mutes.c.until > _at),
    )
    .scalar_subquery(),
    _drawn.where(replies.c.member == bindparam("who"), replies.c.at >= bindparam("day")).scalar_subquery(),
)
skills = select(replies.c.posted, replies.c.skill).where(
    replies.c.platform == bindparam("on"), replies.c.posted.in_(bindparam("posts", expanding=True))
)
