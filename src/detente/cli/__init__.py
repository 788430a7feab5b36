"""The key: the ``detente`` command, one file for each of its commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from .. import __version__
from ..errors import DetenteError
from . import annotate, answers, code, exchange, explain, lexicon, listing, relations, ties
from .actors import actors as actor_commands
from .evaluate import evaluate as evaluate_commands
from .store import store as store_commands

EXAMPLES = """
Détente codes dated news about relations between states into events, statements and ties. Every field of every
record points at the exact characters that it was read from.

Examples:

\b
  detente code report.txt                       a table on the terminal
  detente code news/ more.jsonl.gz -o out/      records.jsonl and documents.jsonl in a folder
  detente code news.csv --field text=body -o events.parquet
  echo 'date 2023-04-29 France condemned the attack.' | detente code -
  detente explain e-0123                        why a record of the last run says what it says
  detente explain --doc report.txt              sentence by sentence, also what gave nothing, and why
  detente annotate news.jsonl --layers actors   who stands where in the text
  detente actors search Shoigu --on 2023-04-29  who is who on a day
  detente lexicon check
  detente code news/ --store base/              keep records: batch by batch, what is there already left alone
  detente events --store base/ --between IND RUS --since 2023
  detente dyad IND RUS --store base/            how two stand: index, series, episodes, statements, ties, sources
  detente ties news/ --kind arms_supply --to IND  standing relations as a register
  detente import events.tab --format icews --store base/   others' events beside; detente export writes theirs
  detente sql "SELECT type, count(*) FROM events GROUP BY type" --store base/
"""

# The base of usage errors, in click or in typer's own copy of it, whichever this version of typer has.
_UsageFault: type[Exception] = typer.BadParameter.__mro__[2]

app = typer.Typer(
    name="detente",
    help=EXAMPLES,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
app.command(name="code")(code.code)
app.command(name="annotate")(annotate.annotate)
app.command(name="explain")(explain.explain)
app.command(name="relations")(relations.relations)
app.command(name="events")(listing.events)
app.command(name="episodes")(listing.episodes)
app.command(name="statements")(listing.statements)
app.command(name="ties")(ties.ties)
app.command(name="dyad")(answers.dyad)
app.command(name="acts")(answers.acts)
app.command(name="series")(answers.series)
app.command(name="pairs")(answers.pairs)
app.command(name="changes")(answers.changes)
app.command(name="network")(answers.network)
app.command(name="compare")(answers.compare)
app.command(name="import")(exchange.import_)
app.command(name="export")(exchange.export)
app.command(name="sql")(listing.sql)
app.command(name="trace")(listing.trace)
app.add_typer(actor_commands, name="actors")
app.add_typer(store_commands, name="store")
app.add_typer(lexicon.lexicon, name="lexicon")
app.add_typer(evaluate_commands, name="evaluate")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"detente {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """What stands before any command."""


options.__doc__ = None  # typer would show it in place of the examples


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status.

    0 all right; 1 something was refused or found wrong; 2 wrong usage or setting; 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    try:
        status = app(args=arguments, prog_name="detente", standalone_mode=False)
    except DetenteError as error:
        return _complain(str(error))
    except _UsageFault as error:
        message = error.format_message() if hasattr(error, "format_message") else str(error)
        if type(error).__name__ == "NoArgsIsHelpError":
            typer.echo(message, err=True)
            return 2
        message = message.replace("Value error, ", "")
        context = getattr(error, "ctx", None)
        hint = f" (see {context.command_path} --help)" if context is not None else ""
        return _complain(f"{message}{hint}") if message else 2
    except (KeyboardInterrupt, typer.Abort):
        _complain("interrupted")
        return 130
    except BrokenPipeError:
        close_stdout()
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _complain(f"{where}{error.strerror or error}")
    return status if isinstance(status, int) else 0


def close_stdout() -> None:
    """Nobody reads any more: let what is still to be flushed at exit go nowhere."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return


def _complain(message: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"detente: {' '.join(message.split())}\n")
    return 2
