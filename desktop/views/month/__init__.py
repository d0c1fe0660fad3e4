"""The month page: calendar, certificate, calls without a place, planning and its versions."""
