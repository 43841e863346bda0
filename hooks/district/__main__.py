"""What is not an engine's work, as commands: `python -m district check`."""

import argparse
import gc
import sys
from importlib import import_module

# Each command and the module that it is in: only what is asked for is read, for somebody waits.
COMMANDS = {
    "check": "checking",
    "build": "build",
    "report": "reporting",
    "new": "asking",
    "newsletter": "newsletter",
    "schema": "schema",
    "export": "export",
    "passphrase": "members",
    "seal": "members",
    "leaks": "members",
    "changes": "github",
    "from-issue": "github",
}


def main(arguments: list[str] | None = None) -> int:
    """Run a command; gives its exit status."""
    # A command is over in seconds, and keeps nearly all that it makes until then: nobody need look for garbage.
    gc.disable()
    words = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser("district", description="Verktyg för distriktets webbplats.")
    commands = parser.add_subparsers(title="kommandon", required=True, metavar="kommando")
    asked = COMMANDS.get(words[0]) if words else None
    for module in [asked] if asked else dict.fromkeys(COMMANDS.values()):
        import_module(f"district.commands.{module}").add_commands(commands)
    options = parser.parse_args(words)
    return int(options.run(options))


if __name__ == "__main__":
    status = main()
    gc.freeze()
    sys.exit(status)
