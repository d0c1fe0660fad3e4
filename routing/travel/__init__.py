"""Travel times between places: one file per source, all behind `planner.domain.travel.TravelTimes`."""
