"""Which maps lie under everything: the bundled one, files of the user's and tiles from an address, kept in the preferences."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.basemap.basemap import Basemap
from desktop.basemap.ground import Ground
from desktop.basemap.online import OnlineTiles, check_address
from desktop.basemap.opening import open_file
from desktop.basemap.source import Source
from desktop.settings import Preferences
from planner.errors import UserFacingError
from planner.geography.frames import Frame

Answered = Callable[[Source], None]
Refused = Callable[[UserFacingError], None]
Reader = Callable[[Path, Answered, Refused], None]
"""Opens a file without holding up the window."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the user's: opened, being opened (both None), or refused."""

    file: Path
    source: Source | None = None
    error: UserFacingError | None = None


def open_at_once(file: Path, then: Answered, failed: Refused) -> None:
    """The reader for whoever may wait."""
    try:
        then(open_file(file))
    except UserFacingError as error:
        failed(error)


class BasemapDesk(QObject):
    """`changed` when a file was added, opened, moved, refused or removed, or the address is another."""

    changed = Signal()

    def __init__(
        self, preferences: Preferences, cache: Path, reader: Reader = open_at_once, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._reader = reader
        self._cache = cache
        self.basemap = Basemap(self)
        self.entries: tuple[Entry, ...] = tuple(Entry(Path(each)) for each in preferences.choices.basemaps)
        self.online: OnlineTiles | None = None
        self._go_online()
        self._apply()
        for each in self.entries:
            self._open(each.file)

    @property
    def address(self) -> str:
        """The address tiles come from; empty = none."""
        return self._preferences.choices.tiles_url

    @property
    def frame(self) -> Frame:
        """The frame those tiles are in."""
        return Frame.GCJ02 if self._preferences.choices.tiles_frame == "gcj02" else Frame.WGS84

    def add(self, file: Path) -> None:
        """Draw a file over the others, and remember it."""
        if all(each.file != file for each in self.entries):
            self._keep((*self.entries, Entry(file)))
        self._open(file)

    def remove(self, file: Path) -> None:
        """Draw a file no more."""
        self._keep(tuple(each for each in self.entries if each.file != file))

    def move(self, file: Path, steps: int) -> None:
        """Draw a file later (over more of the others) or, with negative `steps`, earlier."""
        files = [each.file for each in self.entries]
        place = files.index(file)
        target = max(0, min(len(files) - 1, place + steps))
        entries = list(self.entries)
        entries.insert(target, entries.pop(place))
        self._keep(tuple(entries))

    def use_address(self, address: str, frame: Frame) -> None:
        """Draw tiles from an address with {z}, {x} and {y}; an empty one ends that. Raises BasemapError."""
        if address.strip():
            check_address(address.strip())
        name = "gcj02" if frame is Frame.GCJ02 else "wgs84"
        self._preferences.choose(tiles_url=address.strip(), tiles_frame=name)
        self._go_online()
        self._apply()

    def _go_online(self) -> None:
        if self.online is not None:
            self.online.deleteLater()
        self.online = OnlineTiles(self.address, self.frame, self._cache, self) if self.address else None

    def _open(self, file: Path) -> None:
        self._reader(
            file,
            lambda source: self._put(Entry(file, source)),
            lambda error: self._put(Entry(file, error=error)),
        )

    def _put(self, entry: Entry) -> None:
        self.entries = tuple(entry if each.file == entry.file else each for each in self.entries)
        self._apply()

    def _keep(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self._preferences.choose(basemaps=tuple(str(each.file) for each in entries))
        self._apply()

    def _apply(self) -> None:
        opened = tuple(each.source for each in self.entries if each.source is not None)
        self.basemap.use((Ground(), *opened), self.online)
        self.changed.emit()
