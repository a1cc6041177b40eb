"""The store's tables, in types that every SQL database has: times are UTC epoch seconds, structures are JSON text."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

# SQLite counts rows by itself only in a column that is spelled INTEGER.
_Id = BigInteger().with_variant(Integer, "sqlite")


def _words() -> list[Column[object]]:
    """Columns of a row with members' words: whose they are, where they were said, when they expire."""
    whose: list[Column[object]] = [
        Column(part, Text, nullable=False) for part in ("platform", "member", "thread")
    ]
    return [*whose, Column("expires", Float)]


mentions = Table(
    "mentions",
    metadata,
    Column("id", _Id, primary_key=True),
    *_words(),
    Column("account", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("parent", Text),
    Column("video", Text),
    Column("attachments", Text, nullable=False),
    Column("visibility", Text, nullable=False),
    Column("to_own", Boolean, nullable=False),
    Column("bot", Boolean, nullable=False),
    Column("received", Float, nullable=False),
    # waiting -> working -> posting -> done; dead is left by the operator alone
    Column("state", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("touched", Float, nullable=False),
    Column("error", Text, nullable=False),
    Column("lead", BigInteger),
    Column("forgotten", Boolean, nullable=False),
    Column("names", Text),
    Column("again", Boolean),
    UniqueConstraint("platform", "account", "comment", name="mentions_key"),
    Index("mentions_member", "platform", "member", "thread"),
    Index(
        "mentions_forgotten",
        "platform",
        "thread",
        sqlite_where=text("forgotten"),
        postgresql_where=text("forgotten"),
    ),
    Index(
        "mentions_open",
        "state",
        "touched",
        sqlite_where=text("state != 'done'"),
        postgresql_where=text("state != 'done'"),
    ),
    Index(
        "mentions_expires",
        "expires",
        sqlite_where=text("expires IS NOT NULL"),
        postgresql_where=text("expires IS NOT NULL"),
    ),
)

replies = Table(
    "replies",
    metadata,
    *_words(),
    Column("account", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("part", Integer, nullable=False),
    Column("lead", BigInteger, nullable=False),
    Column("ids", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("draft", Text, nullable=False),
    Column("skill", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("posted", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("at", Float, nullable=False),
    PrimaryKeyConstraint("platform", "account", "comment", "part", name="replies_key"),
    Index("replies_lead", "lead"),
    Index("replies_member", "platform", "member", "at"),
    Index("replies_thread", "platform", "thread", "at"),
    Index("replies_posted", "platform", "posted"),
    Index(
        "replies_expires",
        "expires",
        sqlite_where=text("expires IS NOT NULL"),
        postgresql_where=text("expires IS NOT NULL"),
    ),
)

receipts = Table(
    "receipts",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("lead", BigInteger, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("skill", Text, nullable=False),
    Column("posted", Text, nullable=False),
    Column("at", Float, nullable=False),
    # The console filters by each, newest first.
    Index("receipts_outcome", "outcome", "id"),
    Index(
        "receipts_reason",
        "reason",
        "id",
        sqlite_where=text("reason != ''"),
        postgresql_where=text("reason != ''"),
    ),
    Index(
        "receipts_skill",
        "skill",
        "id",
        sqlite_where=text("skill != ''"),
        postgresql_where=text("skill != ''"),
    ),
)

# An empty body says that the words were forgotten; expired rows are gone.
traces = Table(
    "traces",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    *_words(),
    Column("body", Text, nullable=False),
    Index("traces_thread", "platform", "thread"),
    Index("traces_expires", "expires"),
)

calls = Table(
    "calls",
    metadata,
    Column("id", BigInteger, nullable=False, autoincrement=False),
    Column("n", Integer, nullable=False),
    *_words(),
    Column("purpose", Text, nullable=False),
    Column("tier", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("messages", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("tokens_in", Integer, nullable=False),
    Column("tokens_out", Integer, nullable=False),
    Column("cached", Integer, nullable=False),
    Column("cost", Float, nullable=False),
    Column("took_ms", Float, nullable=False),
    Column("at", Float, nullable=False),
    Column("error", Text, nullable=False),
    Column("options", Text),
    PrimaryKeyConstraint("id", "n", name="calls_key"),
    Index("calls_thread", "platform", "thread"),
    Index("calls_expires", "expires"),
)

prefixes = Table(
    "prefixes",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("text", Text, nullable=False),
)

# scope: "m|platform|member" or "v|platform|video"
lines_used = Table(
    "lines_used",
    metadata,
    Column("scope", Text, nullable=False),
    Column("line", Text, nullable=False),
    Column("at", Float, nullable=False),
    PrimaryKeyConstraint("scope", "line", name="lines_used_key"),
    Index("lines_used_at", "at"),
)

switches = Table(
    "switches",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Float, nullable=False),
)

cursors = Table(
    "cursors",
    metadata,
    Column("name", Text, primary_key=True),
    Column("cursor", Text, nullable=False),
    Column("at", Float, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("at", Float, nullable=False),
    Index("events_at", "at"),
    # ids are never used again, or a reader that waits for the next one would miss it
    sqlite_autoincrement=True,
)

mutes = Table(
    "mutes",
    metadata,
    Column("platform", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("until", Float),
    PrimaryKeyConstraint("platform", "account", name="mutes_key"),
)

# Running sums, so that the console never counts a million rows.
totals = Table(
    "totals",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Float, nullable=False),
)

# state: making -> done | failed; `until` is the end of the maker's lease, `used` when it was last looked at
digests = Table(
    "digests",
    metadata,
    Column("key", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("until", Float, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("used", Float, nullable=False),
    Index("digests_used", "used"),
)

# Stages of a digest in the making; of a finished one what was added to it.
digest_parts = Table(
    "digest_parts",
    metadata,
    Column("key", Text, nullable=False),
    Column("part", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Float, nullable=False),
    PrimaryKeyConstraint("key", "part", name="digest_parts_key"),
)

# What members told of themselves. scope: "member", "thread" (thread set) or "private"; one row a key and scope.
facts = Table(
    "facts",
    metadata,
    Column("id", _Id, primary_key=True),
    *_words(),
    Column("scope", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("comment", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("times", Integer, nullable=False),
    UniqueConstraint("platform", "member", "scope", "thread", "key", name="facts_key"),
    Index("facts_expires", "expires"),
)

# Videos that a feed may show, whichever platform has them; `mood` is a kind of text.prefers.mood_of. In SQLite the words
# of title, tags and author also stand in clips_fts (step 0008), whose rowid is the id.
feed_clips = Table(
    "feed_clips",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("video", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("tags", Text, nullable=False),
    Column("mood", Text, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("url", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("heat", Float, nullable=False),
    UniqueConstraint("platform", "video", name="feed_clips_key"),
    Index("feed_clips_heat", "platform", "heat"),
    Index("feed_clips_at", "platform", "at"),
)

# What members did with them: kind "watch" (value the share watched), "like", "skip", "comment".
feed_signals = Table(
    "feed_signals",
    metadata,
    Column("platform", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("clip", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("value", Float, nullable=False),
    Column("at", Float, nullable=False),
    PrimaryKeyConstraint("platform", "member", "clip", "kind", name="feed_signals_key"),
    Index("feed_signals_at", "at"),
)

# Stated wishes; all of one comment bear its receipt. `ended`: when they were taken back.
preferences = Table(
    "preferences",
    metadata,
    Column("id", _Id, primary_key=True),
    *_words(),
    Column("receipt", BigInteger, nullable=False),
    Column("comment", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("creator", Text, nullable=False),
    Column("mood", Text, nullable=False),
    Column("length", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("ended", Float),
    Index("preferences_member", "platform", "member", "at"),
    Index("preferences_expires", "expires"),
)

# What is on everybody's lips. state: "new" (may be used), "kept" (the operator said so), "vetoed".
trends = Table(
    "trends",
    metadata,
    Column("phrase", Text, primary_key=True),
    Column("meaning", Text, nullable=False),
    Column("tone", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("members", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("since", Float, nullable=False),
    Column("until", Float, nullable=False),
    Index("trends_until", "until"),
)

# Who may use the console. name: "operator" with the password's hash, "setup" with that of a one-time code (`until` its end).
operators = Table(
    "operators",
    metadata,
    Column("name", Text, primary_key=True),
    Column("secret", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("until", Float),
)

# Logins to the console by their token's hash; the token itself is in the browser alone.
sessions = Table(
    "sessions",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("at", Float, nullable=False),
    Column("until", Float, nullable=False),
    Index("sessions_until", "until"),
)
