"""Files in and out: tables, plans, policies, calendars, maps."""
