"""Videos for feeds, what members did with them, what members wish to see; in SQLite the words to find videos by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "feed_clips",
        sa.Column("id", _ID, primary_key=True),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("platform", "video", "title", "author", "tags", "mood")
        ),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("heat", sa.Float(), nullable=False),
        sa.UniqueConstraint("platform", "video", name="feed_clips_key"),
    )
    op.create_index("feed_clips_heat", "feed_clips", ["platform", "heat"])
    op.create_index("feed_clips_at", "feed_clips", ["platform", "at"])
    op.create_table(
        "feed_signals",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("clip", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "member", "clip", "kind", name="feed_signals_key"),
    )
    op.create_index("feed_signals_at", "feed_signals", ["at"])
    op.create_table(
        "preferences",
        sa.Column("id", _ID, primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("platform", "member", "thread")),
        sa.Column("expires", sa.Float()),
        sa.Column("receipt", sa.BigInteger(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("comment", "topic", "direction", "creator", "mood", "length")
        ),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("ended", sa.Float()),
    )
    op.create_index("preferences_member", "preferences", ["platform", "member", "at"])
    op.create_index("preferences_expires", "preferences", ["expires"])
    if op.get_bind().dialect.name == "sqlite":
        # Its trigram tokenizer finds neither 猫 nor 猫咪: single signs and pairs are made by us, and split at blanks.
        op.execute("CREATE VIRTUAL TABLE clips_fts USING fts5(words, tokenize='unicode61')")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE clips_fts")
    for table, indexes in (
        ("preferences", ("preferences_expires", "preferences_member")),
        ("feed_signals", ("feed_signals_at",)),
        ("feed_clips", ("feed_clips_at", "feed_clips_heat")),
    ):
        for index in indexes:
            op.drop_index(index, table)
        op.drop_table(table)
