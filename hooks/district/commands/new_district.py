"""The `new-district` command: empty a copy of the repository of what is its first district's, and rename it."""

import argparse
import re
import shutil
import sys
from pathlib import Path

from district.commands.base import Commands, add_config, write_texts
from district.language import swedish
from district.model.fields import SLUG
from district.reading import history
from district.site.templating import Templates

# The folders that are emptied: what an association writes, and the tests of its plan.
OURS = ("data", "docs", "tests/plan")
# These describe the folders that they lie in, and are kept.
_KEPT = ("data/members/README.md", "docs/members/README.md")
_STARTERS = {
    "data/public/district.yml": "new-district.yml",
    "docs/public/om.md": "new-about.markdown",
    "docs/public/tillganglighet.md": "new-accessibility.markdown",
}
_COLOR = "#2b5d6e"
_SAVE = "Spara dem först: git add -A && git commit"
_DONE = """Nu är sajten tom, och heter {name}. Ingenting är publicerat.

1. Läs data/public/district.yml och fyll i det ni vet. Id är {id}: byt det nu om ni vill, aldrig sedan.
2. Skriv om docs/public/om.md med egna ord.
3. Titta: make serve
4. Spara: git add -A && git commit -m "Vår egen sajt"

Sedan fortsätter ni med ”En egen sajt” i README.
"""


def add_commands(commands: Commands) -> None:
    command = commands.add_parser("new-district", help="tömmer en kopia av förrådet och ger den ett nytt namn")
    command.add_argument("name", help="vad ni heter")
    command.add_argument("--id", default="", help="ett kort ord i alla flödens id; annars görs det av namnet")
    add_config(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Replace everything that is the first district's; change nothing and return 1 if that is not safe."""
    root, name = options.config.parent, " ".join(options.name.split())
    known = options.id or swedish.slug(name)
    if refused := _refusal(root, name, known):
        sys.stderr.write(f"{refused}\nIngenting är ändrat.\n")
        return 1
    texts = {file: (root / file).read_text("utf-8") for file in _KEPT if (root / file).is_file()}
    for folder in OURS:
        shutil.rmtree(root / folder, ignore_errors=True)
    values = {"name": name, "id": known, "color": _COLOR}
    write_texts(root, texts | {file: Templates().render(template, **values) for file, template in _STARTERS.items()})
    sys.stdout.write(_DONE.format(**values))
    return 0


def _refusal(root: Path, name: str, known: str) -> str:
    """Return why nothing can be replaced, and what to do about it, or ""."""
    if not name:
        return 'Skriv vad ni heter: make new-district NAME="Trädgårdsföreningen Rosen"'
    if not re.fullmatch(SLUG, known):
        return f"Id får bara ha a–z, 0–9 och bindestreck, och är nu ”{known}”. Skriv ett eget: ID=rosen"
    if not history.head(root):
        return "Det här är ingen kopia gjord med git, så det som töms går inte att få tillbaka. Hämta en med git clone."
    if changed := history.uncommitted(root):
        return f"Det finns ändringar som inte är sparade i git, bland annat i {changed[0]}. {_SAVE}"
    return ""
