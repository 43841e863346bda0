"""The commands of the job that answers a proposal: `proposal` finds it, and `answer` writes what to send to GitHub.

The folder `work` has what GitHub's API said, from scripts/answer. The review comes from a job that ran the proposal's
code, so nothing in it is trusted.
"""

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from district.commands.base import Commands, write_texts
from district.commands.reviewing import REVIEW
from district.editing import answer
from district.editing.review import MOST_PAGES, Review

_MOST_BYTES = 200_000
_MOST_PICTURE_BYTES, _MOST_PIXELS = 4_000_000, 8_000_000
# A phone, at twice its width and height.
_SCREEN = (780, 1688)


def add_commands(commands: Commands) -> None:
    number = commands.add_parser("proposal", help="skriver numret på förslaget som en körning granskade")
    number.add_argument("work", type=Path, help="mappen med run.json och pulls.json")
    number.set_defaults(run=print_number)
    answering = commands.add_parser("answer", help="gör svaret på ett förslag av det som granskningen fann")
    answering.add_argument("review", type=Path, help="mappen från granskningen")
    answering.add_argument("work", type=Path, help="mappen med det som GitHub svarade, där svaret också hamnar")
    answering.set_defaults(run=write_answer)


def print_number(options: argparse.Namespace) -> int:
    """Print the number of the open pull request whose latest commit was checked, or nothing."""
    if found := _proposal(options.work):
        sys.stdout.write(f"{found.number}\n")
    return 0


def write_answer(options: argparse.Namespace) -> int:
    """Write the requests that answer the proposal, and its pictures, for scripts/answer.

    Each line of the file `calls` is a method, an address and a file with what to send.
    """
    proposal = _proposal(options.work)
    file = options.review / REVIEW
    if not proposal or (file.is_file() and file.stat().st_size > _MOST_BYTES):
        return 1
    # A check that stopped before anything was read has left nothing.
    found = Review.model_validate_json(file.read_bytes()) if file.is_file() else Review()
    pictures = _write_pictures(options.review, options.work / "pictures") if proposal.is_own else {}
    api = f"repos/{proposal.repository}"
    known = answer.own_comment(_items(options.work / "comments.json"))
    address = f"issues/comments/{known}" if known else f"issues/{proposal.number}/comments"
    body = {"body": answer.comment(found, proposal, pictures)}
    calls: list[tuple[str, str, object]] = [("PATCH" if known else "POST", f"{api}/{address}", body)]
    there = _items(options.work / "files.json"), _items(options.work / "said.json")
    for suggestion in answer.suggestions(found, proposal, *there):
        calls.append(("POST", f"{api}/pulls/{proposal.number}/comments", suggestion))
    rows = [f"{method} {address} {number}.json\n" for number, (method, address, _) in enumerate(calls)]
    bodies = {f"{number}.json": json.dumps(body) for number, (_, _, body) in enumerate(calls)}
    write_texts(options.work, {"calls": "".join(rows), **bodies})
    return 0


def _proposal(work: Path) -> answer.Proposal | None:
    run = json.loads((work / "run.json").read_text("utf-8"))
    known = os.environ["GITHUB_SERVER_URL"], os.environ["GITHUB_REPOSITORY"]
    return answer.proposal(*known, run, _items(work / "pulls.json"))


def _items(path: Path) -> Sequence[Mapping[str, Any]]:
    """Return the items of all pages of an answer from `gh api --paginate --slurp`."""
    return [item for page in json.loads(path.read_text("utf-8")) for item in page]


def _write_pictures(review_folder: Path, target: Path) -> dict[int, str]:
    """Encode each picture again, named after the digest of its bytes; return the names by page number."""
    names = {}
    target.mkdir(parents=True, exist_ok=True)
    for number in range(1, MOST_PAGES + 1):
        if data := _picture(review_folder / f"{number}.png"):
            names[number] = f"{hashlib.sha256(data).hexdigest()[:16]}.png"
            (target / names[number]).write_bytes(data)
    return names


def _picture(path: Path) -> bytes:
    """Return a PNG as a new file that has the pixels of a phone's screen and nothing else, or b""."""
    if not path.is_file() or path.is_symlink() or path.stat().st_size > _MOST_PICTURE_BYTES:
        return b""
    try:
        with Image.open(path, formats=["PNG"]) as image:
            if image.width * image.height > _MOST_PIXELS:
                return b""
            screen = image.convert("RGB").crop((0, 0, min(image.width, _SCREEN[0]), min(image.height, _SCREEN[1])))
    except (OSError, ValueError, SyntaxError):
        return b""
    # A new image has no metadata of the old one.
    clean, out = Image.new("RGB", screen.size), BytesIO()
    clean.paste(screen)
    clean.quantize(128).save(out, "PNG", optimize=True)
    return out.getvalue()
