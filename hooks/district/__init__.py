"""Generate a party district's website from the files that its volunteers edit."""
