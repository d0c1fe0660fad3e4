"""Open a map file by its kind."""

from pathlib import Path

from desktop.basemap.archives import open_archive
from desktop.basemap.errors import BasemapError
from desktop.basemap.featuresource import FeatureSource
from desktop.basemap.geojson import read_geojson
from desktop.basemap.osm import is_osm, read_osm
from desktop.basemap.source import Source
from desktop.basemap.tilesource import RasterTiles, VectorTiles
from planner.domain.messages import message


def open_file(file: Path) -> Source:
    """The map in a file. Raises BasemapError, with the reason, when there is none."""
    ending = file.suffix.lower()
    if ending in (".mbtiles", ".pmtiles"):
        archive = open_archive(file)
        return VectorTiles(archive) if archive.vector else RasterTiles(archive)
    if ending in (".geojson", ".json"):
        return FeatureSource(read_geojson(file), file.stem)
    if is_osm(file):
        return FeatureSource(read_osm(file))
    raise BasemapError(
        message("{name} is no map file that can be shown.", name=file.name),
        message("Choose MBTiles, PMTiles, GeoJSON or an OpenStreetMap extract (.osm.pbf)."),
    )
