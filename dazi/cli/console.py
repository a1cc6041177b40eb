"""`dazi console code|password`: the operator's page is set up with a one-time code; a password set here replaces any."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import click

from dazi.adapters import adapter
from dazi.cli.output import speech
from dazi.config import load
from dazi.errors import BadInput
from dazi.house import opened
from dazi.store.operators import Operators
from dazi.web.console_keys import CODE_FOR, LEAST, MOST, code_hash, hashed, new_code


@click.group()
def console() -> None:
    """运营后台的门。The door of the operator's page."""


@console.command()
@click.option("--reset", is_flag=True, help=speech()("console.cli.reset"))
def code(reset: bool) -> None:
    """发一个一次性口令，用来给后台设密码。A one-time code to set the console's password with."""
    settings = load()
    house = opened(settings)
    try:
        made = asyncio.run(_code(adapter("store.operators")(house.database), reset))
    finally:
        house.database.close()
    if not made:
        raise BadInput("console.cli.set_already")
    url = f"http://{settings.host}:{settings.port}/console"
    click.echo(speech()("console.cli.code", url=url, code=made))


@console.command()
def password() -> None:
    """设（或重设）后台密码，所有登录都会退出。Set or reset the password; every login ends."""
    spoken = speech()
    given = click.prompt(spoken("console.cli.password"), hide_input=True, confirmation_prompt=True, err=True)
    if not LEAST <= len(given) <= MOST:
        raise BadInput("console.fault.short", least=LEAST, most=MOST)
    house = opened(load())
    try:
        operators = adapter("store.operators")(house.database)
        asyncio.run(operators.set_password(hashed(given), datetime.now(UTC)))
    finally:
        house.database.close()
    click.echo(f"{spoken.mark(True)} {spoken('console.cli.password_set')}")


async def fresh_code(operators: Operators) -> str:
    """A one-time code in place of the last; "" where a password is set."""
    made, now = new_code(), datetime.now(UTC)
    return made if await operators.offer(code_hash(made), now, now + CODE_FOR) else ""


async def _code(operators: Operators, reset: bool) -> str:
    if reset:
        await operators.reset()
    return await fresh_code(operators)
