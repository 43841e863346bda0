"""A computer that lacks something: the scripts install it, or say in Swedish which command does."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sites import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]
TOOLS = ("sh", "dirname", "readlink", "cat", "rm", "mkdir", "grep", "touch")
# Programs that behave as told: an ordinary user, a Python of some version, and an apt-get that installs.
STAND_INS = {
    "id": "echo ${USER_ID:-1000}",
    "sudo": "exit 1",
    "git": "",
    "apt-get": 'echo "apt-get $*"; [ "$1" = update ] || touch installed',
    "python3": 'case "$*" in\n'
    "*%d.%d*) echo ${VERSION:-3.11} ;;\n"
    "*exit*) [ ${VERSION:-3.11} != 3.9 ] ;;\n"
    "*venv*) [ -z $NO_VENV ] || [ -f installed ] && mkdir -p .venv/bin && touch .venv/bin/python ;;\n"
    "esac",
    "chromium": "",
}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a script where only a few programs exist."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in TOOLS:
        (tools / name).symlink_to(shutil.which(name) or name)
    for name, body in STAND_INS.items():
        (tools / name).write_text(f"#!/bin/sh\n{body}\n")
        (tools / name).chmod(0o755)

    def script(*words: str, without: tuple[str, ...] = (), **environment: str) -> subprocess.CompletedProcess[str]:
        for name in without:
            (tools / name).unlink()
        command = [str(tools / "sh"), str(ROOT / "scripts" / words[0]), *words[1:]]
        known = {"PATH": str(tools), **environment}
        return subprocess.run(command, cwd=tmp_path, env=known, capture_output=True, text=True, check=False)

    return script


NODE = ".venv/lib/python3.11/site-packages/playwright/driver/node"
ATOMIC = 'echo "node: error while loading shared libraries: libatomic.so.1: cannot open" >&2; exit 127'
# By what is missing: the script, the programs that are not there, what the others are told, and the sentence.
LACKS = {
    "git": ("venv python3", ("git",), {}, "Git saknas, och därifrån vet sajten när något är ändrat."),
    "python3": ("venv python3", ("python3",), {}, "Python saknas."),
    "python3.13-venv": ("venv python3", (), {"NO_VENV": "yes", "VERSION": "3.13"}, "Pythons venv saknas."),
    "libatomic1": ("browser", (), {}, "Biblioteket libatomic1 saknas, och utan det startar inte Playwright."),
}


@pytest.mark.parametrize("package", LACKS)
def test_what_is_missing_is_said_with_the_command_and_installed_by_root(tmp_path: Path, run: Run, package: str) -> None:
    script, without, environment, said = LACKS[package]
    node = tmp_path / NODE
    node.parent.mkdir(parents=True)
    node.write_text(f"#!/bin/sh\n{ATOMIC if package == 'libatomic1' else ''}\n")
    node.chmod(0o755)
    asked = run(*script.split(), without=without, **environment)
    assert (asked.returncode, asked.stdout) == (1, "")
    assert asked.stderr == f"{said} Kör: sudo apt-get install {package}\n"
    installed = run(*script.split(), USER_ID="0", **environment)
    assert f"apt-get install -y -q --no-install-recommends {package}\n" in installed.stdout


def test_without_sudo_the_command_asks_for_the_password_of_root(run: Run) -> None:
    asked = run("venv", "python3", without=("git", "sudo"))
    assert asked.stderr.endswith("Kör: su -c 'apt-get install git'\n")


def test_a_python_that_is_too_old_or_is_not_there_is_said(run: Run) -> None:
    old = run("venv", "python3", VERSION="3.9")
    assert (old.returncode, old.stderr.count("\n")) == (1, 1)
    assert old.stderr.startswith("Python 3.9 är för gammal, för sajten behöver 3.11 eller nyare.")
    other = run("venv", "python3.99")
    assert (other.returncode, other.stderr) == (
        1,
        "python3.99 finns inte. Kör om utan PYTHON=, eller med en Python som finns.\n",
    )


def test_an_environment_of_another_python_or_folder_is_made_anew(tmp_path: Path, run: Run) -> None:
    made = tmp_path / ".venv/made"
    assert run("venv", "python3").returncode == 0
    assert run("venv", "--forget", "python3").stderr == ""
    for other in (made.read_text().replace(str(tmp_path), "/annan/mapp"), f"{tmp_path} {tmp_path}/bin/sh\n"):
        made.write_text(other)
        (tmp_path / ".venv/site").touch()
        assert "görs om" in run("venv", "--forget", "python3").stderr
        assert not (tmp_path / ".venv").exists()
        assert run("venv", "python3").returncode == 0


def test_an_environment_that_somebody_has_made_or_linked_is_left_alone(tmp_path: Path, run: Run) -> None:
    (tmp_path / "delad/bin").mkdir(parents=True)
    (tmp_path / "delad/made").write_text("/annan/mapp /usr/bin/python3\n")
    (tmp_path / ".venv").symlink_to("delad")
    assert run("venv", "--forget", "python3").stderr == ""
    (tmp_path / ".venv").unlink()
    (tmp_path / ".venv/bin").mkdir(parents=True)
    assert run("venv", "--forget", "python3").stderr == ""
    assert (tmp_path / ".venv/bin").is_dir()
