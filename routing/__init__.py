"""How people get from place to place: travel times, hospital walking, day tours."""
