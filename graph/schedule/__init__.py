"""Schedules across documents: days of those below against the days of those above, and how much time is left."""
