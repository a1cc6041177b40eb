"""Sample clips that Dazi draws itself from film scripts; it knows nothing of models, mentions or the web."""
