"""Looking the web up for questions of the day; off unless the operator names where."""
