"""An index of the threads in which somebody asked to be forgotten: no trace is kept of what is said there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_index(
        "mentions_forgotten",
        "mentions",
        ["platform", "thread"],
        sqlite_where=sa.text("forgotten"),
        postgresql_where=sa.text("forgotten"),
    )


def downgrade() -> None:
    op.drop_index("mentions_forgotten", "mentions")
