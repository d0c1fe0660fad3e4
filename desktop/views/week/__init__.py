"""The week page: board of days, map, lists and advice."""
