"""The job that answers a proposal, with a stand-in for `gh`."""

import json
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from sites import ROOT

EVENT = "data/events/2027/soppa.yml"
SAID = "”inställd” går inte att använda här."
REVIEW = {
    "mistakes": [{"file": EVENT, "line": 4, "column": 9, "sentence": SAID, "quoted": "status: inställd"}],
    "suggestions": [{"file": EVENT, "line": 4, "text": "status: cancelled", "why": SAID}],
}
PAGES = {"pages": [{"title": "Soppa", "path": "kalender/2027/soppa/", "facts": [["När", "i juni"]]}]}
OWN = {"id": 5, "full_name": "blabar/sajt"}
FORK = {"id": 6, "full_name": "kim/sajt"}


@pytest.fixture
def answer(tmp_path: Path, run):
    """Answer a proposal with a review and pictures, and return each request: method, address and body."""
    (tmp_path / "clone/.venv").symlink_to(sys.prefix)
    (tmp_path / "clone/scripts").symlink_to(ROOT / "scripts")

    def answered(
        review: dict[str, object], pictures: dict[str, bytes], repository: dict[str, object], comments: list[object]
    ) -> list[tuple[str, str, dict[str, object]]]:
        folder = tmp_path / "review"
        folder.mkdir()
        (folder / "review.json").write_text(json.dumps(review), "utf-8")
        for name, data in pictures.items():
            (folder / name).write_bytes(data)
        head = {"sha": "a1", "ref": "kim-1", "repo": repository}
        answers = [
            [
                "actions/runs/99",
                {
                    "id": 99,
                    "head_sha": "a1",
                    "head_branch": "kim-1",
                    "conclusion": "success",
                    "head_repository": repository,
                },
            ],
            ["pulls?state=open", [[{"number": 11, "head": head | {"sha": "b2"}}, {"number": 12, "head": head}]]],
            ["pulls/12/files", [[{"filename": EVENT, "patch": "@@ -0,0 +1,4 @@\n+a\n+b\n+c\n+status: inställd"}]]],
            ["pulls/12/comments", [[]]],
            ["issues/12/comments", [comments]],
        ]
        known = {"GH_ANSWERS": json.dumps(answers), "GH_REVIEW": str(folder), "PYTHONPATH": str(ROOT / "hooks")}
        done = run("sh", "scripts/answer", RUN="99", **known)
        assert done.returncode == 0, done.stderr
        calls = [json.loads(line) for line in (tmp_path / "gh.log").read_text("utf-8").splitlines()]
        return [(call[2], call[3], call[-1]) for call in calls if "--input" in call]

    return answered


def png(size: tuple[int, int] = (1000, 2000), **words: str) -> bytes:
    about, out = PngImagePlugin.PngInfo(), BytesIO()
    for key, value in words.items():
        about.add_text(key, value)
    Image.new("RGB", size, "white").save(out, "PNG", pnginfo=about)
    return out.getvalue()


def test_mistakes_become_one_comment_and_a_suggestion(answer) -> None:
    first, second = answer(REVIEW, {}, FORK, [])
    assert first[:2] == ("POST", "repos/blabar/sajt/issues/12/comments")
    assert "rad 4" in str(first[2]["body"])
    assert second[:2] == ("POST", "repos/blabar/sajt/pulls/12/comments")
    assert (second[2]["line"], second[2]["commit_id"]) == (4, "a1")


def test_the_comment_that_is_there_is_written_anew(answer) -> None:
    comment = {"id": 33, "user": {"login": "github-actions[bot]"}, "body": "<!-- granska -->\nFörr"}
    ((method, address, _),) = answer(PAGES, {}, OWN, [comment])
    assert (method, address) == ("PATCH", "repos/blabar/sajt/issues/comments/33")


def test_pictures_are_made_anew_and_stored_beside_the_site(answer, tmp_path: Path, run) -> None:
    ((_, _, body),) = answer(PAGES, {"1.png": png(hidden="<script>"), "2.png": b"GIF89a"}, OWN, [])
    (name,) = run("git", "ls-tree", "-r", "--name-only", "forhandsvisning", cwd=tmp_path / "origin").stdout.split()
    assert f"/blabar/sajt/raw/forhandsvisning/{name}" in str(body["body"])
    run("git", "fetch", "-q", "origin", "forhandsvisning")
    run("git", "checkout", "-q", "FETCH_HEAD", "--", name)
    stored = (tmp_path / "clone" / name).read_bytes()
    with Image.open(BytesIO(stored)) as image:
        assert image.size == (780, 1688)
    assert b"script" not in stored


@pytest.mark.parametrize(
    ("repository", "pictures"), [(FORK, [png()]), (OWN, [png((3000, 3000)), png()[:200], b"x" * 4_000_001])]
)
def test_no_picture_is_stored_of_a_fork_or_of_what_is_no_screen(
    repository: dict[str, object], pictures: list[bytes], answer, tmp_path: Path, run
) -> None:
    left = {f"{number}.png": picture for number, picture in enumerate(pictures, 1)}
    ((_, _, body),) = answer({"pages": PAGES["pages"] * len(left)}, left, repository, [])
    assert "<img" not in str(body["body"])
    assert run("git", "branch", "--list", "forhandsvisning", cwd=tmp_path / "origin").stdout == ""
