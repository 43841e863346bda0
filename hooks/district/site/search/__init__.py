"""The search index: what can be found, and the files that a browser fetches to find it."""
