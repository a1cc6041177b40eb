"""Communities that Dazi answers in: one adapter a file, none knows another."""
