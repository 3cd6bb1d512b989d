"""Words of the reports leaders read: numbers first, their base always shown."""
