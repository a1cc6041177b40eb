"""The pictures that a comment may be about: found in its thread, fetched by its platform, opened in a limited child."""
