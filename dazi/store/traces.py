"""Writes what a mention's way looked like: its trace, its model calls, their prefixes; runs inside a write."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from dazi.store import rows
from dazi.store.database import Database
from dazi.store.tables import calls, prefixes, totals, traces
from dazi.types import Trace

MODEL = "model|"  # the beginning of the totals that one model has


class Traces:
    """Statements are built once; `put` and `count` are called by closures that hold a connection."""

    def __init__(self, database: Database) -> None:
        insert = database.insert
        trace = insert(traces)
        self._trace = trace.on_conflict_do_update(
            index_elements=["id"], set_={"body": trace.excluded.body, "expires": trace.excluded.expires}
        )
        call = insert(calls)
        kept = ("id", "n", "platform", "member", "thread")
        self._call = call.on_conflict_do_update(
            index_elements=["id", "n"],
            set_={column.name: call.excluded[column.name] for column in calls.c if column.name not in kept},
        )
        self._prefix = insert(prefixes).on_conflict_do_nothing()
        total = insert(totals)
        self._total = total.on_conflict_do_update(
            index_elements=["name"], set_={"value": totals.c.value + total.excluded.value}
        )
        # Prefixes that surely stand in the table: never removed, so that they need not be offered again.
        self._known: set[str] = set()

    def put(
        self, connection: Connection, lead: int, whose: Mapping[str, object], trace: Trace, expires: float
    ) -> None:
        """Write (or replace) a mention's trace and calls; `whose` has platform, member and thread."""
        rest = {
            "id": lead,
            "platform": whose["platform"],
            "member": whose["member"],
            "thread": whose["thread"],
        }
        connection.execute(self._trace, {**rest, "expires": expires, "body": rows.trace_body(trace)})
        self.put_calls(connection, rest, trace, expires)

    def put_calls(
        self, connection: Connection, rest: Mapping[str, object], trace: Trace, expires: float, first: int = 0
    ) -> None:
        """Write a trace's calls alone, numbered from `first`; `rest` has id, platform, member and thread."""
        if not trace.calls:
            return
        for call in trace.calls:
            digest = rows.prefix_hash(call.stable)
            if digest and digest not in self._known:
                connection.execute(self._prefix, {"hash": digest, "text": rows.clean(call.stable)})
        made = [
            {**rest, **rows.call_row(call, n), "expires": expires}
            for n, call in enumerate(trace.calls, first)
        ]
        connection.execute(self._call, made)

    def settled(self, trace: Trace) -> None:
        """The write that held `put` is on disk: its prefixes are known from now on."""
        for call in trace.calls:
            if len(self._known) < 1000:
                self._known.add(rows.prefix_hash(call.stable))

    def count(self, connection: Connection, sums: Mapping[str, float]) -> None:
        """Add to the running totals."""
        connection.execute(self._total, [{"name": name, "value": value} for name, value in sums.items()])

    @staticmethod
    def sums(trace: Trace) -> dict[str, float]:
        """What a trace's calls add to the totals, and to those of each model ("model|calls|<name>" …)."""
        if not trace.calls:
            return {}
        models: dict[str, float] = {}
        for call in trace.calls:
            usage = call.usage
            for name, value in (
                ("calls", 1), ("in", usage.tokens_in), ("out", usage.tokens_out), ("cost", usage.cost), ("ms", call.took_ms),
                ("errors", bool(call.error)),
            ):  # fmt: skip
                key = f"{MODEL}{name}|{rows.clean(call.model)}"
                models[key] = models.get(key, 0.0) + value
        return {
            **models,
            "calls": len(trace.calls),
            "tokens_in": sum(call.usage.tokens_in for call in trace.calls),
            "tokens_out": sum(call.usage.tokens_out for call in trace.calls),
            "tokens_cached": sum(call.usage.cached for call in trace.calls),
            "cost": sum(call.usage.cost for call in trace.calls),
        }
