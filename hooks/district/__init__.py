"""Generate an association's website from the files that its volunteers edit."""
