"""Pictures of every page of a district, taken without a screen."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.settings import Language, Preferences
from desktop.views.shell.opening import begin, make_desk
from desktop.views.shell.pictures import take_pictures


def picture_pages(environment: Mapping[str, str], language: Language, location: str | None, folder: Path) -> tuple[Path, ...]:
    """Write one picture of each page of the district at `location` (None = the page of the first start) to `folder`."""
    with TemporaryDirectory() as nobody:
        desk = make_desk(environment, language, Preferences(Path(nobody) / "window.json"))
        try:
            begin(desk, location, None)
            desk.frame.show()
            return tuple(take_pictures(desk, folder))
        finally:
            desk.close()
            desk.frame.close()
