"""AI labels on pictures, clips and sounds: visible, implicit (AIGC) and signed (C2PA); mark.py is the door."""
