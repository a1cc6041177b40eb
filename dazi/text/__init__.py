"""Pure functions over text; they know nothing of members, models or platforms."""
