"""A party district's website, made from what its volunteers write."""
