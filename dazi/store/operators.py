"""Who may use the console: a password's hash, a one-time code's hash, logins; knows no password and no cookie."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from dazi.store.database import Database
from dazi.store.tables import operators, sessions

OPERATOR, SETUP = "operator", "setup"


class Operators:
    """Hashes in, hashes out. Whoever sets a password ends every login there was."""

    def __init__(self, database: Database) -> None:
        self._database = database
        put = database.insert(operators)
        self._put = put.on_conflict_do_update(
            index_elements=["name"],
            set_={"secret": put.excluded.secret, "at": put.excluded.at, "until": put.excluded.until},
        )

    async def password(self) -> str | None:
        """The password's hash; None: none was set yet."""
        return await self._database.read(_password)

    async def set_password(self, secret: str, at: datetime) -> None:
        """From the command line: replaces what there was, and the one-time code too."""

        def work(connection: Connection) -> None:
            self._store(connection, OPERATOR, secret, at)
            connection.execute(_drop, {"which": SETUP})
            connection.execute(sessions.delete())

        await self._database.write(work)

    async def offer(self, secret: str, at: datetime, until: datetime) -> bool:
        """Keep the hash of a one-time code in place of the last; False: a password is set already."""

        def work(connection: Connection) -> bool:
            if _password(connection) is not None:
                return False
            self._store(connection, SETUP, secret, at, until.timestamp())
            return True

        return await self._database.write(work)

    async def offered(self, at: datetime) -> str | None:
        """The hash of the code that is good now."""
        found = await self._database.read(
            lambda connection: connection.execute(_one, {"which": SETUP}).first()
        )
        return found.secret if found is not None and found.until > at.timestamp() else None

    async def claim(self, code: str, secret: str, at: datetime) -> bool:
        """Spend the code (its hash) on a first password; False: it is not good any more, or a password is set."""

        def work(connection: Connection) -> bool:
            found = connection.execute(_one, {"which": SETUP}).first()
            if found is None or found.secret != code or found.until <= at.timestamp():
                return False
            if _password(connection) is not None:
                return False
            connection.execute(_drop, {"which": SETUP})
            self._store(connection, OPERATOR, secret, at)
            return True

        return await self._database.write(work)

    async def reset(self) -> None:
        """Back to before the first start: no password, no code, no login."""

        def work(connection: Connection) -> None:
            connection.execute(operators.delete())
            connection.execute(sessions.delete())

        await self._database.write(work)

    async def enter(self, hash: str, at: datetime, until: datetime) -> None:
        """Begin a login; those that are over are cleared away."""

        def work(connection: Connection) -> None:
            connection.execute(sessions.delete().where(sessions.c.until <= at.timestamp()))
            row = {"hash": hash, "at": at.timestamp(), "until": until.timestamp()}
            connection.execute(sessions.insert(), row)

        await self._database.write(work)

    async def entered(self, hash: str, at: datetime) -> bool:
        """Whether this login holds."""
        wanted = {"of": hash, "at_now": at.timestamp()}
        found = await self._database.read(lambda connection: connection.execute(_session, wanted).first())
        return found is not None

    async def leave(self, hash: str) -> None:
        await self._database.write(
            lambda connection: connection.execute(sessions.delete().where(sessions.c.hash == hash)).rowcount
        )

    def _store(
        self, connection: Connection, name: str, secret: str, at: datetime, until: float | None = None
    ) -> None:
        row = {"name": name, "secret": secret, "at": at.timestamp(), "until": until}
        connection.execute(self._put, row)


def _password(connection: Connection) -> str | None:
    found: str | None = connection.execute(
        select(operators.c.secret).where(operators.c.name == OPERATOR)
    ).scalar()
    return found


_one = select(operators).where(operators.c.name == bindparam("which"))
_drop = operators.delete().where(operators.c.name == bindparam("which"))
_session = select(sessions.c.hash).where(
    sessions.c.hash == bindparam("of"), sessions.c.until > bindparam("at_now")
)
