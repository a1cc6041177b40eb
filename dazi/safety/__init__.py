"""The safety floor: who is answered, what is met with care, and the only door out."""
