"""The names of others that stand in a mention, by which a longer name than our handle is told from it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("mentions", sa.Column("names", sa.Text()))


def downgrade() -> None:
    op.drop_column("mentions", "names")
