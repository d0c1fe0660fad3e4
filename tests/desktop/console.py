"""The command line as tests use it: arguments in; exit code, output and errors out."""

import json
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from desktop.main import ExitCode, run


@dataclass(frozen=True, slots=True)
class Answer:
    """What one command line brought."""

    code: ExitCode
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Console:
    """A user at a terminal whose database is `database`."""

    database: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: object) -> Answer:
        out, err = StringIO(), StringIO()
        environment = {"LANG": "en_US.UTF-8", "ROUNDWISE_DB": str(self.database), **self.environment}
        code = run([str(each) for each in arguments], environment, out, err)
        return Answer(code, out.getvalue(), err.getvalue())

    def json(self, *arguments: object) -> Any:
        """The JSON document of a command that must end well."""
        answer = self(*arguments, "--json")
        assert answer.code == ExitCode.FINE, answer.err
        return answer.document
