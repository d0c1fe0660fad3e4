"""What is wrong with a command as it was typed, said in the user's language."""

import difflib
import re
from typing import Any

from planner.domain.messages import Message, message

NO_COMMAND = re.compile(r"No such command '(?P<name>.*)'\.")
EXTRA = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((?P<names>.*)\)")
NO_VALUE = re.compile(r"Option '?(?P<name>[^ ']+)'? requires")


def usage_message(error: Any) -> Message:
    """The sentence for a usage error of Typer. An error that is not known here keeps its English text."""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return message("There is no option {name}.", name=error.option_name)
    if kind == "MissingParameter":
        return message("{name} is missing.", name=_parameter(error))
    if kind == "BadParameter":
        return message("The value of {name} is not valid: {reason}", name=_parameter(error), reason=error.message)
    return _by_text(error)


def _by_text(error: Any) -> Message:
    text = str(error.format_message())
    if found := NO_COMMAND.match(text):
        return _unknown_command(error, found["name"])
    if found := EXTRA.match(text):
        return message("This is one argument too many: {names}", names=found["names"])
    if found := NO_VALUE.match(text):
        return message("{name} needs a value.", name=found["name"])
    if text == "Missing command.":
        return message("A command is missing.")
    return message("The command line is not valid: {reason}", reason=text)


def _unknown_command(error: Any, name: str) -> Message:
    known = error.ctx.command.list_commands(error.ctx)
    near = difflib.get_close_matches(name, known)
    if near:
        return message("There is no command {name}. Did you mean {near}?", name=name, near=near[0])
    return message("There is no command {name}. The commands are: {known}.", name=name, known=", ".join(known))


def _parameter(error: Any) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    parameter = error.param
    option = parameter.param_type_name == "option"
    return str(parameter.opts[0] if option else parameter.metavar or str(parameter.name).upper())


def usage_hint(error: Any) -> Message | None:
    """Where to read on; None when the error stands outside any command."""
    if getattr(error, "ctx", None) is None:
        return None
    return message("Read {command} --help.", command=error.ctx.command_path)
