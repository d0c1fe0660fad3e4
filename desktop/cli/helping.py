"""Help pages in the user's language, with columns that also stand right under Chinese text."""

import re
import shutil
from collections.abc import Callable, Sequence
from typing import Any

from desktop.cli.width import fit_left, width, wrap
from planner.domain.messages import message

Translate = Callable[[str], str]

SECTIONS = {"argument": message("Arguments:"), "option": message("Options:")}
COMMANDS = message("Commands:")
SHOW_HELP = message("Show this message and exit.")
NOTES = {
    "default": message("default"),
    "required": message("required"),
    "env var": message("environment variable"),
}
"""What Typer writes in brackets behind an option, by its own English word."""
NOTE = re.compile(r"  (\[[^\]]*\])$")
FIRST_COLUMN = 34


def localise(command: Any, translate: Translate) -> None:
    """Put the help of a command and of its parameters into the user's language."""
    command.help = translate(command.help) if command.help else None
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = translate(parameter.help)


def help_page(command: Any, context: Any, commands: Sequence[tuple[str, str]], translate: Translate) -> str:
    """The whole help page of a command; `commands` are the names and summaries of the commands under it."""
    columns = max(60, min(shutil.get_terminal_size().columns, 120))
    pieces = " ".join(command.collect_usage_pieces(context))
    lines = [message("Usage: {usage}", usage=f"{context.command_path} {pieces}").text(translate)]
    if command.help:
        for paragraph in command.help.split("\n\n"):
            lines += ["", *(f"  {line}" for line in wrap(" ".join(paragraph.split()), columns - 2))]
    for kind, heading in SECTIONS.items():
        lines += _section(heading.text(translate), _records(command, context, kind, translate), columns)
    lines += _section(COMMANDS.text(translate), commands, columns)
    return "\n".join(lines) + "\n"


def _records(command: Any, context: Any, kind: str, translate: Translate) -> list[tuple[str, str]]:
    found = [each.get_help_record(context) for each in command.get_params(context) if each.param_type_name == kind]
    return [(names, _noted(text, translate)) for names, text in filter(None, found)]


def _noted(text: str, translate: Translate) -> str:
    if text == SHOW_HELP.template:
        return SHOW_HELP.text(translate)
    note = NOTE.search(text)
    if note is None:
        return text
    inside = note.group(1)
    for word, sentence in NOTES.items():
        inside = re.sub(rf"(?<=[\[ ]){word}(?=[:;\]])", sentence.text(translate), inside)
    return text[: note.start()] + " " + inside


def _section(heading: str, records: Sequence[tuple[str, str]], columns: int) -> list[str]:
    if not records:
        return []
    first = min(FIRST_COLUMN, max(width(name) for name, _ in records))
    lines = ["", heading]
    for name, text in records:
        wrapped = wrap(text, max(24, columns - first - 4))
        if width(name) > first:
            lines.append(f"  {name}")
            wrapped = ["", *wrapped]
        else:
            lines.append(f"  {fit_left(name, first)}  {wrapped[0]}".rstrip())
        lines += [" " * (first + 4) + line for line in wrapped[1:]]
    return lines
