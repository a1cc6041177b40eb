"""Pull-back reveals: a picture, untouched, turns out to hang somewhere. Knows no member, no thread and no model."""
