"""A computer that lacks something: the scripts install it, or say in Swedish which command does."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sites import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]
TOOLS = ("sh", "dirname", "readlink", "cat", "rm", "mkdir", "grep", "touch", "sed", "chmod")
# An ordinary user whose sudo asks for a password, and programs that do little. `apt-get` installs this Python.
PYTHON = """case "$*" in
*platform*) echo 3.9.2 ;;
*sys.exit*) [ -z "$OLD" ] ;;
*sys.version*) echo python3.13-venv ;;
*ensurepip*) [ -z "$NO_VENV" ] ;;
*venv*) mkdir -p .venv/bin && touch .venv/bin/python ;;
esac"""
INSTALL = f"""echo "apt-get $*"
cat >"${{0%/*}}/python3" <<"END"
#!/bin/sh
{PYTHON}
END
chmod +x "${{0%/*}}/python3\""""
STAND_INS = {
    "id": 'echo "${USER_ID:-1000}"',
    "sudo": "exit 1",
    "git": "",
    "apt-get": INSTALL,
    "python3": PYTHON,
    "chromium": "",
}
NODE = ".venv/lib/python3.11/site-packages/playwright/driver/node"


def program(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a script where only a few programs exist."""
    tools = tmp_path / "bin"
    for name, body in STAND_INS.items():
        program(tools / name, body)
    for name in TOOLS:
        (tools / name).symlink_to(shutil.which(name) or name)

    def script(*words: str, without: tuple[str, ...] = (), **environment: str) -> subprocess.CompletedProcess[str]:
        for name in without:
            (tools / name).rename(tools / f"{name}-gone")
        command = [str(tools / "sh"), str(ROOT / "scripts" / words[0]), *words[1:]]
        known = {"PATH": str(tools), **environment}
        done = subprocess.run(command, cwd=tmp_path, env=known, capture_output=True, text=True, check=False)
        for name in without:
            (tools / f"{name}-gone").rename(tools / name)
        return done

    return script


# The packages that are missing, the programs that are not found then, and the message.
LACKS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "git": (("git",), {}),
    "python3 python3-venv": (("python3",), {}),
    "git python3 python3-venv": (("git", "python3"), {}),
    "python3.13-venv": ((), {"NO_VENV": "yes"}),
}


@pytest.mark.parametrize("packages", LACKS)
def test_what_is_missing_is_said_in_one_sentence_and_installed_by_root(run: Run, packages: str) -> None:
    without, environment = LACKS[packages]
    asked = run("venv", "python3", without=without, **environment)
    names = " och ".join(packages.replace(" ", ", ").rsplit(", ", 1))
    sentence = f"Här saknas {names}, som sajten behöver. Kör: "
    assert (asked.returncode, asked.stdout) == (1, "")
    assert asked.stderr == f"{sentence}sudo apt-get install {packages}\n"
    alone = run("venv", "python3", without=(*without, "sudo"), **environment)
    assert alone.stderr == f"{sentence}su -c 'apt-get install {packages}'\n"
    installed = run("venv", "python3", without=without, USER_ID="0", **environment)
    assert f"apt-get install -y -q --no-install-recommends {packages}\n" in installed.stdout
    assert (installed.returncode, installed.stderr) == (0, "")


def test_a_library_that_playwright_lacks_is_said(tmp_path: Path, run: Run) -> None:
    program(tmp_path / NODE, "")
    assert run("browser").returncode == 0
    program(tmp_path / NODE, 'echo "error while loading shared libraries: libatomic.so.1" >&2; exit 127')
    asked = run("browser")
    assert (asked.returncode, asked.stderr.endswith("Kör: sudo apt-get install libatomic1\n")) == (1, True)


def test_a_python_that_is_too_old_or_is_not_there_is_said(run: Run) -> None:
    old = run("venv", "python3", OLD="yes")
    assert (old.returncode, old.stderr.count("\n")) == (1, 1)
    assert old.stderr.startswith("Pythons version är 3.9.2, och sajten behöver 3.11 eller nyare.")
    other = run("venv", "python3.99")
    sentence = "python3.99 finns inte. Kör om utan PYTHON=, eller med en Python som finns.\n"
    assert (other.returncode, other.stderr) == (1, sentence)


def test_an_environment_of_another_python_or_folder_is_made_anew(tmp_path: Path, run: Run) -> None:
    made = tmp_path / ".venv/made"
    assert run("venv", "python3").returncode == 0
    assert run("venv", "--forget", "python3").stderr == ""
    for other in (made.read_text().replace(f"{tmp_path} ", "/annan/mapp "), f"{tmp_path} {tmp_path}/bin/sh\n"):
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
