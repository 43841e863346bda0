"""Random slips of the hand in the files of a district."""

import random
import shutil
from pathlib import Path


def mutate(folder: Path, chance: random.Random) -> str:
    """Change one file below the folder at random, and return what was done to which."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".yml", ".md") and "mkdocs" not in path.name)
    path = chance.choice(files)
    lines = path.read_text("utf-8").split("\n")
    other = chance.choice([file for file in files if file.suffix == path.suffix]).read_text("utf-8").split("\n")
    slip = chance.choice(_SLIPS)
    number = chance.randrange(len(lines))
    path.write_text("\n".join(slip(lines, number, chance.choice(other), chance)), "utf-8")
    return f"{slip.__name__} {path.relative_to(folder).as_posix()}:{number + 1}"


def line_lost(lines: list[str], number: int, _: str, __: random.Random) -> list[str]:
    return lines[:number] + lines[number + 1 :]


def line_twice(lines: list[str], number: int, _: str, __: random.Random) -> list[str]:
    return lines[: number + 1] + lines[number:]


def line_moved(lines: list[str], number: int, _: str, chance: random.Random) -> list[str]:
    rest = lines[:number] + lines[number + 1 :]
    rest.insert(chance.randrange(len(rest) + 1), lines[number])
    return rest


def indent_changed(lines: list[str], number: int, _: str, chance: random.Random) -> list[str]:
    line = chance.choice(["  " + lines[number], lines[number].removeprefix("  "), lines[number].lstrip()])
    return [*lines[:number], line, *lines[number + 1 :]]


def letters_swapped(lines: list[str], number: int, _: str, chance: random.Random) -> list[str]:
    line = lines[number]
    at = chance.randrange(max(len(line) - 1, 1))
    return [*lines[:number], line[:at] + line[at : at + 2][::-1] + line[at + 2 :], *lines[number + 1 :]]


def letter_replaced(lines: list[str], number: int, _: str, chance: random.Random) -> list[str]:
    line = lines[number]
    at = chance.randrange(len(line) + 1)
    put = chance.choice([*"\"'#:-–•*[](){}<>&!%@`|\\.,0123456789aåö \u00a0", ""])
    return [*lines[:number], line[:at] + put + line[at + chance.choice([0, 1]) :], *lines[number + 1 :]]


def value_from_elsewhere(lines: list[str], number: int, other: str, _: random.Random) -> list[str]:
    key, colon, _value = lines[number].partition(": ")
    return [*lines[:number], key + colon + other.partition(": ")[2] if colon else other, *lines[number + 1 :]]


_SLIPS = (
    line_lost,
    line_twice,
    line_moved,
    indent_changed,
    letters_swapped,
    letter_replaced,
    value_from_elsewhere,
)


def mutated(source: Path, folder: Path, seed: int) -> str:
    """Copy a district into the folder, change it by the seed, and return what was done."""
    for name in ("data", "docs"):
        shutil.rmtree(folder / name, ignore_errors=True)
        shutil.copytree(source / name, folder / name)
    (folder / "mkdocs.yml").write_text("docs_dir: docs\nextra:\n  data_dir: data\n", "utf-8")
    return mutate(folder, random.Random(seed))
