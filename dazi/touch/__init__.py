"""Changes to a picture without a model: what is worn, what is behind, the season, the light, words on it."""
