"""Which figures of the policy are edited where, and how they are called."""

from desktop.viewmodels.valuefields import ValueField, ValueKind
from planner.domain.messages import message

COUNT, NUMBER, SHARE = ValueKind.COUNT, ValueKind.NUMBER, ValueKind.SHARE

SEGMENTS = (
    ValueField("id", message("Tier or group"), ValueKind.TEXT, fixed=True),
    ValueField("calls_per_month", message("Calls a month"), COUNT, message("0 = as needed: only what coverage asks")),
    ValueField("monthly_coverage", message("Monthly coverage %"), SHARE, message("Share seen at least once in the month")),
    ValueField("quarterly_coverage", message("Quarterly coverage %"), SHARE, message("Share seen at least once in the quarter")),
    ValueField("visit_minutes", message("Minutes a call"), COUNT),
    ValueField("optional_calls", message("Optional calls"), COUNT, message("Calls a month that may be taken in slack")),
    ValueField("value", message("Value of a call"), NUMBER, message("Weighs one missed call against another")),
    ValueField("gives_way", message("Gives way"), COUNT, message("1 gives way first when there are too few calls")),
    ValueField("names", message("Names in files"), ValueKind.NAMES),
)
TEAMS = (
    ValueField("id", message("Team"), ValueKind.TEXT, fixed=True),
    ValueField("calls_per_day", message("Calls a field day"), COUNT, message("Target, soft")),
    ValueField("max_calls_per_day", message("Most calls a day"), COUNT, message("Never exceeded")),
    ValueField("names", message("Names in files"), ValueKind.NAMES),
)
THRESHOLDS = (
    ValueField("product", message("Product"), ValueKind.TEXT, message("Empty = all other products"), fixed=True),
    ValueField("potential", message("High potential from"), NUMBER, message("Prescriptions of the market a month")),
    ValueField("support", message("High support from"), NUMBER, message("Prescriptions of our product a month"), optional=True),
    ValueField("support_share", message("or share of potential %"), SHARE, optional=True),
    ValueField("patients_per_week", message("or patients a week"), NUMBER, optional=True),
)
SPACING = (
    ValueField("calls_per_month", message("Calls a month"), COUNT),
    ValueField("minimum_gap_days", message("Least days between calls"), COUNT, message("Calendar days, never broken")),
)
WORKING_DAY = (
    ValueField("hours", message("Working hours"), ValueKind.WINDOW, message("From leaving home to being back")),
    ValueField("lunch", message("Lunch"), ValueKind.WINDOW),
    ValueField("morning", message("“Morning” in timetables"), ValueKind.WINDOW),
    ValueField("afternoon", message("“Afternoon” in timetables"), ValueKind.WINDOW),
    ValueField("weekdays", message("Workdays"), ValueKind.WEEKDAYS, message("1 = Monday to 7 = Sunday")),
)
ARRIVAL = (
    ValueField("level", message("Hospital level"), COUNT, message("Empty = level not known"), optional=True, fixed=True),
    ValueField("minutes", message("Minutes on arrival"), COUNT, message("Once for each stay: parking, registration")),
)
WALKING = (
    ValueField("same_department", message("In one department"), NUMBER, message("Minutes on foot")),
    ValueField("per_floor", message("Each floor"), NUMBER, message("Minutes on foot")),
    ValueField("lift_wait", message("Waiting for the lift"), NUMBER, message("Minutes")),
    ValueField("gate_to_building", message("Gate to building"), NUMBER, message("Minutes on foot")),
    ValueField("between_buildings", message("Between buildings"), NUMBER, message("Minutes on foot")),
    ValueField("unknown", message("Where nothing is known"), NUMBER, message("Minutes on foot")),
)
WEIGHTS = (
    ValueField("missed_call", message("Missed call"), NUMBER, message("Minutes of travel, times the value of the call")),
    ValueField("coverage_call", message("Call needed for coverage"), NUMBER, message("How many times its value counts")),
    ValueField("optional_call", message("Optional call"), NUMBER, message("Minutes of travel gained, times the value")),
    ValueField("call_short", message("Call short of the target"), NUMBER, message("Minutes of travel")),
    ValueField("uneven_day", message("Day off the even distance"), NUMBER, message("Minutes of travel")),
    ValueField("waiting_minute", message("Minute of waiting"), NUMBER),
    ValueField("travel_minute", message("Minute of travel"), NUMBER),
    ValueField("moved_call", message("Call moved in a published plan"), NUMBER, message("Minutes of travel")),
)
REGIONS = (
    ValueField("name", message("Region"), ValueKind.TEXT),
    ValueField("scale", message("Minutes for the first km"), NUMBER, message("c in minutes = c × km^d + access")),
    ValueField("exponent", message("Exponent"), NUMBER, message("d in minutes = c × km^d + access")),
    ValueField("access_minutes", message("Access minutes"), NUMBER, message("Added to each journey")),
    ValueField("south", message("South"), NUMBER, message("Degrees; empty = everywhere else"), optional=True),
    ValueField("west", message("West"), NUMBER, optional=True),
    ValueField("north", message("North"), NUMBER, optional=True),
    ValueField("east", message("East"), NUMBER, optional=True),
)
FACTORS = (
    ValueField("window", message("Departure"), ValueKind.WINDOW),
    ValueField("factor", message("Times the ordinary time"), NUMBER),
)
GENERAL = (
    ValueField("name", message("Name of the policy"), ValueKind.TEXT),
    ValueField("stale_after_days", message("Facts are stale after days"), COUNT, message("Since they were last verified")),
)
REPS = (
    ValueField("name", message("Name"), ValueKind.TEXT),
    ValueField("team", message("Team"), ValueKind.TEXT),
    ValueField("home", message("Home"), ValueKind.PLACE, message("Latitude, longitude (WGS-84)"), optional=True),
    ValueField("working_hours", message("Working hours"), ValueKind.WINDOW, message("Empty = the policy's"), optional=True),
    ValueField("lunch", message("Lunch"), ValueKind.WINDOW, message("Empty = the policy's"), optional=True),
    ValueField("part_time", message("Part-time share %"), SHARE),
    ValueField("active", message("Active"), ValueKind.SWITCH),
)
