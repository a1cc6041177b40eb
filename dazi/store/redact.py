"""Takes members' words out of rows and leaves the rows: what forgetting and expiry have in common."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BindParameter, Connection, bindparam, select, union

from dazi.store.tables import calls, mentions, replies, traces

_ids: BindParameter[int] = bindparam("gone", expanding=True)

_mentions = (
    mentions.update()
    .where(mentions.c.id.in_(_ids), mentions.c.expires.is_not(None))
    .values(text="", name="", attachments="", names=None, error="", expires=None)
)
_replies = (
    replies.update()
    .where(replies.c.lead.in_(_ids), replies.c.expires.is_not(None))
    .values(text="", fields="{}", draft="", expires=None)
)
_traces = traces.update().where(traces.c.id.in_(_ids), traces.c.body != "").values(body="")
_threads = select(mentions.c.platform, mentions.c.thread).where(mentions.c.id.in_(_ids)).distinct().subquery()
_around = union(
    *(
        select(of.c.id).join(
            _threads, (of.c.platform == _threads.c.platform) & (of.c.thread == _threads.c.thread)
        )
        for of in (traces, calls)
    )
)
_calls = (
    calls.update()
    .where(calls.c.id.in_(_ids), calls.c.messages != "")
    .values(messages="", answer="", error="")
)


def around(connection: Connection, ids: Sequence[int]) -> list[int]:
    """These mentions and all whose traces or calls lie in the same threads: they quote what was said there."""
    if not ids:
        return []
    found = connection.execute(_around, {"gone": list(ids)})
    return sorted({*ids, *(row.id for row in found)})


def words(connection: Connection, ids: Sequence[int]) -> int:
    """Empty the words of ended mentions and of the replies to them; how many rows. Their drafts go with them."""
    if not ids:
        return 0
    parameters = {"gone": list(ids)}
    return sum(connection.execute(each, parameters).rowcount for each in (_mentions, _replies))


def insight(connection: Connection, ids: Sequence[int]) -> int:
    """Empty traces and model calls of these mentions; the rows stay and say "forgotten"; how many rows."""
    if not ids:
        return 0
    parameters = {"gone": list(ids)}
    return sum(connection.execute(each, parameters).rowcount for each in (_traces, _calls))
