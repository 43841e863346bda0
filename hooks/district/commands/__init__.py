"""The subcommands of `python -m district`. Each module adds its own to the argument parser."""
