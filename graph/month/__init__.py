"""The month of a unit: its tasks, what became of them, what was carried on, what nobody mentioned again."""
