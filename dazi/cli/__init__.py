"""The command line; each command lives in a module of its own and is loaded when it is called."""

from __future__ import annotations

import importlib
import os
import sys
from difflib import get_close_matches
from typing import Any

import click

from dazi import __version__
from dazi.cli.output import Speech, speech
from dazi.errors import DaziError
from dazi.words import explain, say

COMMANDS = {
    "run": "dazi.cli.run:run",
    "ask": "dazi.cli.ask:ask",
    "decide": "dazi.cli.decide:decide",
    "digest": "dazi.cli.digest:digest",
    "draw": "dazi.cli.draw:draw",
    "edit": "dazi.cli.edit:edit",
    "outpaint": "dazi.cli.outpaint:outpaint",
    "doctor": "dazi.cli.doctor:doctor",
    "models": "dazi.cli.models:models",
    "mentions": "dazi.cli.mentions:mentions",
    "replay": "dazi.cli.mentions:replay",
    "eval": "dazi.cli.eval:evaluate",
    "label": "dazi.cli.label:label",
    "memory": "dazi.cli.memory:memory",
    "trends": "dazi.cli.trends:trends",
    "prefer": "dazi.cli.prefer:prefer",
    "feed": "dazi.cli.feed:feed",
    "on": "dazi.cli.switch:on",
    "off": "dazi.cli.switch:off",
    "console": "dazi.cli.console:console",
    "completion": "dazi.cli.completion:completion",
}
HIDDEN = {"web": "dazi.cli.web:web", "worker": "dazi.cli.worker:worker"}


class Lazy(click.Group):
    """A group whose commands are imported by name: `dazi decide` loads no web framework and no model runtime."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = COMMANDS.get(cmd_name) or HIDDEN.get(cmd_name)
        if place is None:
            return None
        module, name = place.split(":")
        found: click.Command = getattr(importlib.import_module(module), name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS and name not in HIDDEN:
            lang = speech().lang
            near = get_close_matches(name, COMMANDS, n=1, cutoff=0.5)
            hint = " " + say("error.did_you_mean", lang, name=near[0]) if near else ""
            raise click.UsageError(say("error.unknown_command", lang, name=name) + hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang = speech().lang
        rows = [(name, say(f"cli.{name}", lang)) for name in COMMANDS]
        with formatter.section(say("cli.commands", lang)):
            formatter.write_dl(rows)


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="dazi")
def dazi() -> None:
    """搭子 Dazi: @小搭 一声，评论区里就有人接话。An AI companion for your comment section."""


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line; errors are a sentence on standard error and a non-zero exit."""
    try:
        return dazi.main(args=arguments, prog_name="dazi", standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as fault:
        fault.show()
        sys.exit(fault.exit_code)
    except DaziError as fault:
        _complain(speech(), explain(fault, speech().lang))
        sys.exit(1)
    except BrokenPipeError:
        # The reader (head, less) went away; there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _complain(spoken: Speech, words: str) -> None:
    click.echo(click.style("✗ ", fg="red") + words if spoken.colour else f"✗ {words}", err=True)
