"""The console: its operator and logins, indexes to filter receipts by, and sums by model of the calls so far."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

# As Traces.sums names them from now on.
_SUMS = {
    "calls": "COUNT(*)",
    "in": "SUM(tokens_in)",
    "out": "SUM(tokens_out)",
    "cost": "SUM(cost)",
    "ms": "SUM(took_ms)",
    "errors": "SUM(CASE WHEN error = '' THEN 0 ELSE 1 END)",
}


def upgrade() -> None:
    op.create_table(
        "operators",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("until", sa.Float()),
    )
    op.create_table(
        "sessions",
        sa.Column("hash", sa.Text(), primary_key=True),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("until", sa.Float(), nullable=False),
    )
    op.create_index("sessions_until", "sessions", ["until"])
    op.create_index("receipts_outcome", "receipts", ["outcome", "id"])
    for name in ("reason", "skill"):
        where = sa.text(f"{name} != ''")
        op.create_index(
            f"receipts_{name}", "receipts", [name, "id"], sqlite_where=where, postgresql_where=where
        )
    for name, sum_ in _SUMS.items():
        op.execute(
            "INSERT INTO totals (name, value) "
            f"SELECT 'model|{name}|' || model, {sum_} FROM calls WHERE model != '' GROUP BY model"
        )


def downgrade() -> None:
    op.execute("DELETE FROM totals WHERE name LIKE 'model|%'")
    for name in ("skill", "reason", "outcome"):
        op.drop_index(f"receipts_{name}", "receipts")
    op.drop_index("sessions_until", "sessions")
    op.drop_table("sessions")
    op.drop_table("operators")
