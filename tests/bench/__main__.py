"""How long the site takes, beside a plain MkDocs of the very same Markdown: `make bench` (BENCH=--quick).

Every time is the median of paired runs: each round runs everything once, so that a busy moment of the
machine strikes all alike. Ratios are to the plain build of the same round.
"""

import argparse
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.request import urlopen

import growth
import made_up
import peers
import steps

MKDOCS = [sys.executable, "-m", "mkdocs"]
DISTRICT = [sys.executable, "-m", "district"]
PORT = 8765
SETTLED = 6  # seconds


@dataclass
class Trial:
    """What is timed: its name, and a time in seconds and a peak in MB for each round."""

    name: str
    seconds: list[float] = field(default_factory=list)
    peaks: list[float] = field(default_factory=list)

    def ratio(self, plain: "Trial") -> float:
        return median(mine / its for mine, its in zip(self.seconds, plain.seconds, strict=True))


def environment() -> dict[str, str]:
    hooks = str(made_up.ROOT / "hooks")
    return os.environ | {"SOURCE_DATE_EPOCH": made_up.EPOCH, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": hooks}


def timed(command: list[str], cwd: Path | None = None) -> tuple[float, float]:
    """Seconds by the wall, and the largest of the processes' peaks in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment(), cwd=cwd, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        raise SystemExit(f"{' '.join(command)}: {status}")
    return time.perf_counter() - start, usage.ru_maxrss / 1000


@dataclass(frozen=True)
class Bench:
    """A district of one size, and the folders that it is built in."""

    folder: Path
    records: int

    @property
    def config(self) -> Path:
        return self.folder / "district/mkdocs.yml"

    def write(self) -> None:
        made_up.write(self.config.parent, self.records)
        subprocess.run(
            [*DISTRICT, "export", str(self.folder / "plain/docs"), str(self.config)],
            env=environment(), check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        for path in (self.folder / "plain/docs").rglob("*"):
            if path.is_file() and path.suffix != ".md":
                path.unlink()
        (self.folder / "plain/mkdocs.yml").write_text(_PLAIN)

    def edit(self, number: int) -> None:
        """One event's summary becomes another."""
        path = next((self.config.parent / "data/events").rglob("*.yml"))
        text = path.read_text("utf-8")
        path.write_text("".join(_edited(line, number) for line in text.splitlines(keepends=True)), "utf-8")

    def trials(self, number: int) -> Iterator[tuple[str, tuple[float, float]]]:
        """One round: everything once, each in the state that its name says."""
        # Every round has new folders: for some seconds after a file is removed, creating one takes longer.
        plain, site = self.folder / "plain/mkdocs.yml", str(self.folder / f"site-{number}")
        folder = str(self.folder / f"plain-{number}")
        yield "plain MkDocs + Material", timed([*MKDOCS, "build", "-q", "-f", str(plain), "-d", folder])
        shutil.rmtree(self.config.parent / ".cache", ignore_errors=True)
        build = _make_site(self.config, Path(site))
        yield "whole site, cold", timed(build)
        yield "nothing changed", timed(build)
        self.edit(number)
        yield "one event changed", timed(build)
        time.sleep(SETTLED)
        shutil.rmtree(self.config.parent / ".cache")
        yield "check, cold", timed([*DISTRICT, "check", str(self.config)])
        self.edit(-number)
        yield "check, one file changed", timed([*DISTRICT, "check", str(self.config)])
        yield from peers.trials(self.folder / "plain/docs", timed)

    def fresh_page(self) -> float:
        """Seconds from an edit to the page that shows it, while `mkdocs serve` runs."""
        command = [*MKDOCS, "serve", "-q", "-f", str(self.config), "-a", f"127.0.0.1:{PORT}"]
        with subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL) as serving:
            try:
                _wait_for("kalender")
                # The first page is there before all the rest is written.
                time.sleep(SETTLED)
                path = next((self.config.parent / "data/events").rglob("*.yml"))
                start = time.perf_counter()
                self.edit(4711)
                _wait_for("4711", f"kalender/{path.parent.name}/{path.stem}/")
                return time.perf_counter() - start
            finally:
                serving.terminate()


def _make_site(config: Path, site: Path) -> list[str]:
    return ["make", "-s", "-C", str(made_up.ROOT), "site", f"CONFIG={config}", f"SITE={site}"]


def _edited(line: str, number: int) -> str:
    return f"summary: Ändrad {number}.\n" if line.startswith("summary:") else line


def _wait_for(words: str, address: str = "") -> None:
    deadline = time.perf_counter() + 120
    while time.perf_counter() < deadline:
        try:
            with urlopen(f"http://127.0.0.1:{PORT}/{address}") as page:
                if words in page.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.02)
    raise SystemExit(f"{address}: {words} never came")


def measured(bench: Bench, rounds: int) -> dict[str, Trial]:
    bench.write()
    found: dict[str, Trial] = {}
    for number in range(1, rounds + 1):
        for name, (seconds, peak) in bench.trials(number):
            trial = found.setdefault(name, Trial(name))
            trial.seconds.append(seconds)
            trial.peaks.append(peak)
    return found


def table(results: dict[int, dict[str, Trial]]) -> Iterator[str]:
    """Each trial's seconds and, behind them, its ratio to the plain build, by the number of records."""
    yield f"| | {' | '.join(f'{records:,} records'.replace(',', ' ') for records in results)} |"
    yield "|---" * (len(results) + 1) + "|"
    for name in next(iter(results.values())):
        cells = []
        for trials in results.values():
            trial, plain = trials[name], trials["plain MkDocs + Material"]
            cells.append(f"{median(trial.seconds):.2f} s ({trial.ratio(plain):.2f})")
        yield f"| {name} | {' | '.join(cells)} |"
    peaks = (f"{max(trials['whole site, cold'].peaks):.0f} MB" for trials in results.values())
    yield f"| peak memory, cold | {' | '.join(peaks)} |"


def exponent(results: dict[int, dict[str, Trial]]) -> str:
    sizes = [records for records in results if records >= 1000]
    if len(sizes) < 2:
        return ""
    small, large = (median(results[size]["whole site, cold"].seconds) for size in (sizes[0], sizes[-1]))
    grown = math.log(large / small) / math.log(sizes[-1] / sizes[0])
    return f"\nFrom {sizes[0]} to {sizes[-1]} records the whole site grows with exponent {grown:.2f}.\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two small sizes, in a minute")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 3000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    sizes = [100, 500] if options.quick else options.sizes
    with tempfile.TemporaryDirectory() as folder:
        benches = {records: Bench(Path(folder, str(records)), records) for records in sizes}
        results = {
            records: measured(bench, 1 if options.quick else options.rounds) for records, bench in benches.items()
        }
        sys.stdout.write("\n".join(table(results)) + "\n" + exponent(results))
        served = 1000 if 1000 in sizes else sizes[-1]
        sys.stdout.write(f"\nserve, {served} records: {benches[served].fresh_page():.2f} s from edit to page.\n\n")
        sys.stdout.write("\n".join(steps.table(benches[3000 if 3000 in sizes else sizes[-1]].config)) + "\n\n")
        for row in growth.table(
            Path(folder, "growth"), lambda *site: timed(_make_site(*site)), 100 if options.quick else 30_000
        ):
            sys.stdout.write(f"{row}\n")
            sys.stdout.flush()


_PLAIN = """\
site_name: Plain
site_url: https://pahittat.example/
theme: material
nav: [index.md]
validation:
  nav: {omitted_files: ignore}
  links: {unrecognized_links: ignore, not_found: ignore, absolute_links: ignore}
"""

if __name__ == "__main__":
    main()
