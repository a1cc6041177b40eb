"""What members told the companion: drawn from talk, recalled where it fits, corrected and forgotten."""
