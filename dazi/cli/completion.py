"""`dazi completion bash|zsh|fish`: the script that a shell evaluates for completion."""

from __future__ import annotations

import os
import subprocess
import sys

import click

from dazi.cli.output import speech


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """打印补全脚本：eval "$(dazi completion bash)"。Print the completion script of a shell."""
    wish = {**os.environ, "_DAZI_COMPLETE": f"{shell}_source"}
    made = subprocess.run(
        [sys.executable, "-m", "dazi"], env=wish, capture_output=True, text=True, check=False
    )
    if made.returncode or not made.stdout:
        raise click.ClickException(made.stderr.strip() or speech()("error.internal"))
    click.echo(made.stdout, nl=False)
