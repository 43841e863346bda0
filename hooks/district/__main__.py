"""Command line interface: `python -m district check` and the other commands."""

import argparse
import gc
import os
import sys
from importlib import import_module

from district.checks.problem import Mistakes

# The module of each command in `district.commands`. Only the module of the given command is imported.
COMMANDS = {
    "check": "checking",
    "build": "build",
    "report": "reporting",
    "new": "asking",
    "new-district": "new_district",
    "newsletter": "newsletter",
    "schema": "schema",
    "kinds": "kinds",
    "export": "export",
    "passphrase": "members",
    "seal": "members",
    "leaks": "members",
    "changes": "reviewing",
    "proposal": "answering",
    "answer": "answering",
    "from-issue": "github",
}


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit status. Mistakes in what people wrote are printed, and give 1.

    `arguments` are the command line without the program's name, by default those of `sys.argv`.
    Raises SystemExit for `--help` and for arguments that cannot be parsed, as argparse does.
    """
    given = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser("district", description="Verktyg för webbplatsen.")
    commands = parser.add_subparsers(title="kommandon", required=True, metavar="kommando")
    module = COMMANDS.get(given[0]) if given else None
    for name in [module] if module else dict.fromkeys(COMMANDS.values()):
        import_module(f"district.commands.{name}").add_commands(commands)
    options = parser.parse_args(given)
    try:
        return int(options.run(options))
    except Mistakes as mistakes:
        # Imported when it is needed: a build of a site that has not changed takes a tenth of a second.
        from district.checks import printing

        sys.stderr.write(printing.report(mistakes) + "\n")
        return 1


if __name__ == "__main__":
    # A command is short, and nearly all that it allocates lives until its end.
    gc.disable()
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # Freeing it object by object would take a tenth of the time of a check.
    os._exit(status)
