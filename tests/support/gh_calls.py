"""What scripts asked of the stand-in for GitHub's program `gh`, which tests/workflows/conftest.py makes."""

import json
from pathlib import Path


def asked(tmp_path: Path) -> list[list[str]]:
    log = tmp_path / "gh.log"
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
