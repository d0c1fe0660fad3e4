"""Say where a hospital is: by a coordinate that was clicked or pasted."""

import re
from dataclasses import replace

from desktop.usecases.edit import Edit, Rewrite, Shelf
from planner.domain.messages import message
from planner.domain.places import Coordinate, Hospital
from planner.errors import PlanningError
from planner.geography.detect import hinted_frame
from planner.geography.frames import Frame, to_wgs84

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")


def place_hospital(hospital: Hospital, coordinate: Coordinate) -> Edit:
    """The edit that puts a hospital at a coordinate, rounded to a tenth of a metre."""
    rounded = Coordinate(round(coordinate.latitude, 6), round(coordinate.longitude, 6))
    moved = replace(hospital, coordinate=rounded)
    return Edit(message("Place {hospital}", hospital=hospital.name), (Rewrite(Shelf.HOSPITALS, (hospital,), (moved,)),))


def read_coordinate(text: str, frame: Frame) -> Coordinate:
    """The coordinate that a pasted text such as `30.66, 104.07` means; map sites also write longitude first.

    Where one number is above 90 it is the longitude; otherwise the first is the latitude. A frame named in the text goes
    before `frame`. Raises PlanningError.
    """
    numbers = [float(each) for each in _NUMBER.findall(re.sub(r"(?i)gcj-?02|bd-?09|wgs-?84", " ", text))]
    if len(numbers) != 2:
        raise _unreadable(text)
    latitude, longitude = numbers if abs(numbers[0]) <= 90 else (numbers[1], numbers[0])
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise _unreadable(text)
    words = re.sub(r"[\d.,;，；\s]+$|^[-+\d.,;，；\s]+", "", text)
    return to_wgs84(latitude, longitude, hinted_frame(words) or frame)


def _unreadable(text: str) -> PlanningError:
    return PlanningError(
        message("“{text}” is no coordinate.", text=text.strip()),
        message("Paste latitude and longitude in degrees, such as 30.6598, 104.0633."),
    )
