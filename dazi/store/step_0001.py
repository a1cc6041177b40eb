"""The first tables: what a mention needs from its arrival to its receipt, and the embedded queue's."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_Big = sa.BigInteger()
_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _mentions()
    _replies()
    _traces()
    _small()
    _queue()


def downgrade() -> None:
    for table in (
        *("turns", "lanes", "deliveries", "totals", "mutes", "events", "cursors", "switches", "lines_used"),
        *("prefixes", "calls", "traces", "receipts", "replies", "mentions"),
    ):
        op.drop_table(table)


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _float(name: str, null: bool = False) -> sa.Column[float]:
    return sa.Column(name, sa.Float(), nullable=null)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _partial(name: str, table: str, columns: tuple[str, ...], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _mentions() -> None:
    op.create_table(
        "mentions",
        sa.Column("id", _Id, primary_key=True),
        *_text("platform", "member", "thread"),
        _float("expires", null=True),
        *_text("account", "comment", "name", "text"),
        _float("at"),
        sa.Column("parent", sa.Text()),
        sa.Column("video", sa.Text()),
        *_text("attachments", "visibility"),
        _flag("to_own"),
        _flag("bot"),
        _float("received"),
        *_text("state", "token"),
        _count("attempt"),
        _float("touched"),
        *_text("error"),
        sa.Column("lead", _Big),
        _flag("forgotten"),
        sa.UniqueConstraint("platform", "account", "comment", name="mentions_key"),
    )
    op.create_index("mentions_member", "mentions", ["platform", "member", "thread"])
    _partial("mentions_open", "mentions", ("state", "touched"), "state != 'done'")
    _partial("mentions_expires", "mentions", ("expires",), "expires IS NOT NULL")


def _replies() -> None:
    op.create_table(
        "replies",
        *_text("platform", "member", "thread"),
        _float("expires", null=True),
        *_text("account", "comment"),
        _count("part"),
        sa.Column("lead", _Big, nullable=False),
        *_text("ids", "text", "fields", "draft", "skill", "state", "posted", "outcome"),
        _float("at"),
        sa.PrimaryKeyConstraint("platform", "account", "comment", "part", name="replies_key"),
    )
    op.create_index("replies_lead", "replies", ["lead"])
    op.create_index("replies_member", "replies", ["platform", "member", "at"])
    op.create_index("replies_thread", "replies", ["platform", "thread", "at"])
    op.create_index("replies_posted", "replies", ["platform", "posted"])
    _partial("replies_expires", "replies", ("expires",), "expires IS NOT NULL")
    op.create_table(
        "receipts",
        sa.Column("id", _Big, primary_key=True, autoincrement=False),
        sa.Column("lead", _Big, nullable=False),
        *_text("outcome", "reason", "skill", "posted"),
        _float("at"),
    )


def _traces() -> None:
    op.create_table(
        "traces",
        sa.Column("id", _Big, primary_key=True, autoincrement=False),
        *_text("platform", "member", "thread"),
        _float("expires", null=True),
        *_text("body"),
    )
    op.create_index("traces_thread", "traces", ["platform", "thread"])
    op.create_index("traces_expires", "traces", ["expires"])
    op.create_table(
        "calls",
        sa.Column("id", _Big, nullable=False, autoincrement=False),
        _count("n"),
        *_text("platform", "member", "thread"),
        _float("expires", null=True),
        *_text("purpose", "tier", "model", "prefix", "messages", "answer"),
        *(_count(name) for name in ("tokens_in", "tokens_out", "cached")),
        *(_float(name) for name in ("cost", "took_ms", "at")),
        *_text("error"),
        sa.PrimaryKeyConstraint("id", "n", name="calls_key"),
    )
    op.create_index("calls_thread", "calls", ["platform", "thread"])
    op.create_index("calls_expires", "calls", ["expires"])
    op.create_table("prefixes", sa.Column("hash", sa.Text(), primary_key=True), *_text("text"))


def _small() -> None:
    op.create_table(
        "lines_used",
        *_text("scope", "line"),
        _float("at"),
        sa.PrimaryKeyConstraint("scope", "line", name="lines_used_key"),
    )
    op.create_index("lines_used_at", "lines_used", ["at"])
    op.create_table(
        "switches", sa.Column("name", sa.Text(), primary_key=True), *_text("value", "by"), _float("at")
    )
    op.create_table("cursors", sa.Column("name", sa.Text(), primary_key=True), *_text("cursor"), _float("at"))
    op.create_table(
        "events",
        sa.Column("id", _Id, primary_key=True),
        *_text("kind", "payload"),
        _float("at"),
        sqlite_autoincrement=True,
    )
    op.create_index("events_at", "events", ["at"])
    op.create_table(
        "mutes",
        *_text("platform", "account"),
        _float("until", null=True),
        sa.PrimaryKeyConstraint("platform", "account", name="mutes_key"),
    )
    op.create_table("totals", sa.Column("name", sa.Text(), primary_key=True), _float("value"))


def _queue() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", _Big, primary_key=True, autoincrement=False),
        *_text("lane"),
        _float("due"),
        _float("put"),
        _flag("dead"),
        *_text("error"),
    )
    op.create_index("deliveries_lane", "deliveries", ["lane", "id"])
    op.create_table(
        "lanes",
        sa.Column("lane", sa.Text(), primary_key=True),
        _float("due"),
        _float("first"),
        *_text("token", "worker"),
        _count("taken"),
        _count("attempt"),
        *_text("error"),
    )
    op.create_index("lanes_due", "lanes", ["due"])
    op.create_table(
        "turns",
        sa.Column("one", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("turn", _Big, nullable=False),
    )
