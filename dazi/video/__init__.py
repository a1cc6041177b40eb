"""Eyes and ears: what happens in a video, found out once and kept as a digest; knows no comment and no reply."""
