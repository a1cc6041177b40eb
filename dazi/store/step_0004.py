"""Whether the operator opened a mention again, and how each model call was asked, so that it can be asked alike."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("mentions", sa.Column("again", sa.Boolean()))
    op.add_column("calls", sa.Column("options", sa.Text()))


def downgrade() -> None:
    op.drop_column("calls", "options")
    op.drop_column("mentions", "again")
