"""What an engine's settings file says of the folders, read without the engine."""

from pathlib import Path

from district import source


def data_folder(file: Path) -> Path:
    """`extra.data_dir`, relative to the file that sets it: this one, or one that it inherits."""
    value = source.read(file.read_text("utf-8"), str(file)).value
    settings = value if isinstance(value, dict) else {}
    extra = settings.get("extra")
    if isinstance(extra, dict) and "data_dir" in extra:
        return file.parent / extra["data_dir"]
    if "INHERIT" not in settings:
        raise KeyError("extra.data_dir")
    return data_folder(file.parent / settings["INHERIT"])
