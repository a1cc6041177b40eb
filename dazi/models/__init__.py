"""Everything that talks to language models or fetches them; knows nothing about comments, platforms or stores."""
