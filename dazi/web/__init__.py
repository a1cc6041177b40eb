"""The web process: the plaza, the companion's status and switches, health and metrics."""
