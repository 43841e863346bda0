"""Keys for values that the reader adds to those of a file, and that nothing else may have.

YAML cannot contain NUL, so they never collide with an author's keys.
"""

ORIGIN = "\0origin"
BODY = "\0body"
