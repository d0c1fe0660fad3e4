"""Workers import their jobs by name, so the project's root must be on the path that they inherit."""

import pytest

from tests.source import ROOT


@pytest.fixture(autouse=True)
def jobs_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
