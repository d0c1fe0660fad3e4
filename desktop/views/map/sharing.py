"""One basemap for all maps of a window: tiles painted for one page serve the others."""

from desktop.basemap.basemap import Basemap
from desktop.basemap.ground import Ground
from desktop.views.context import Context


def shared_basemap(context: Context) -> Basemap:
    """The session's basemap, made when first asked for; it ends with the session."""
    found = context.session.findChild(Basemap)
    if isinstance(found, Basemap):
        return found
    made = Basemap(context.session)
    made.use((Ground(),))
    return made
