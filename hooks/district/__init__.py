"""Generate an association's website from the files that its volunteers edit."""

import os

# The site uses no plugins of pydantic's. Looking for them reads the metadata of every installed package.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
