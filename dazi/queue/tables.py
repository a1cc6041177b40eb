"""The embedded queue's tables; they stand in the store's file (its migrations make them) but know no mention."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, MetaData, Table, Text

metadata = MetaData()

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("lane", Text, nullable=False),
    Column("due", Float, nullable=False),
    Column("put", Float, nullable=False),
    Column("dead", Boolean, nullable=False),
    Column("error", Text, nullable=False),
    Index("deliveries_lane", "lane", "id"),
)

# One row a lane with anything to deliver. `due` is when it may be claimed next: a leased lane is due when its
# lease runs out, so that one index finds both. `token` is empty while nobody holds it.
lanes = Table(
    "lanes",
    metadata,
    Column("lane", Text, primary_key=True),
    Column("due", Float, nullable=False),
    Column("first", Float, nullable=False),
    Column("token", Text, nullable=False),
    Column("worker", Text, nullable=False),
    Column("taken", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("error", Text, nullable=False),
    Index("lanes_due", "due"),
)

# The count of leases ever given: a later lease has a greater token, whatever the clock does.
turns = Table(
    "turns",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("turn", BigInteger, nullable=False),
)
