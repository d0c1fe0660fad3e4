"""The settings page: language and look, policy, team, calendar, travel."""
