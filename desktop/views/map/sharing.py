"""One basemap for all maps of a window: tiles painted for one page serve the others."""

from pathlib import Path

from desktop.basemap.desk import Answered, BasemapDesk, Refused
from desktop.basemap.featuresource import FeatureSource
from desktop.basemap.opening import open_file
from desktop.basemap.osm import is_osm, read_osm
from desktop.views.context import Context
from planner.domain.messages import message


def shared_desk(context: Context) -> BasemapDesk:
    """The session's choice of basemaps, made when first asked for; it ends with the session."""
    session = context.session
    found = session.findChild(BasemapDesk)
    if isinstance(found, BasemapDesk):
        return found

    def read(file: Path, then: Answered, failed: Refused) -> None:
        """OpenStreetMap extracts take their time in the worker process, everything else in a thread."""
        if is_osm(file):
            title = message("Reading the map {name}", name=file.name)
            session.jobs.run(title, read_osm, file, then=lambda features: then(FeatureSource(features)), failed=failed)
        else:
            session.background.run(lambda: open_file(file), then, failed)

    made = BasemapDesk(context.preferences, context.preferences.file.parent / "tiles", read, session)
    session.closing.connect(made.basemap.close)  # no tile is painted for a session that is gone
    return made
