"""Protect the member pages: encryption, passphrases, private feeds and the search for leaks."""
