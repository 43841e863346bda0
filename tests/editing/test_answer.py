"""The answer to a pull request."""

import re
from dataclasses import replace
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pydantic import ValidationError

from district.checks.problem import Place, Problem
from district.editing import answer, review
from district.editing.answer import Proposal
from district.editing.review import Change, Mistake, Page, Review, Suggestion

EXPECTED = Path(__file__).parent / "svar"
OWN = Proposal("blabar/sajt", "https://github.example", 12, "blabar/sajt", "lisa-1", "c0ffee1234", 99, True)
FORK = replace(OWN, head="kim/sajt", branch="kim-1")
PATH = "kalender/2027/soppa/"
WHEN = "onsdag 9 juni 2027 kl. 18.30"
EVENT = "data/public/events/2027/soppa.yml"
GOOD = Review(
    changes=(Change(kind="event_new", title="Soppa", path=PATH, detail=WHEN),),
    pages=(
        Page(
            title="Soppa",
            path=PATH,
            facts=(("När", WHEN), ("Var", "Ladan")),
        ),
    ),
)
SAID = "”inställd” går inte att använda här. Menade du ”cancelled” (inställt)?"
WRONG = Review(
    mistakes=(Mistake(file=EVENT, line=4, column=9, sentence=SAID, quoted="status: inställd"),),
    suggestions=(Suggestion(file=EVENT, line=4, text="status: cancelled", why=SAID),),
)
FILES = [
    {
        "filename": EVENT,
        "patch": "@@ -1,2 +1,4 @@\n title: Soppa\n-start: 2027\n+start: 2027-06-09\n+x: 1\n+status: inställd",
    }
]


@pytest.mark.parametrize(
    ("name", "found", "proposal", "pictures"),
    [
        ("bra", GOOD, OWN, {1: "abc.png"}),
        ("fel", WRONG, replace(OWN, passed=False), {}),
        ("gaffel", GOOD, FORK, {}),
        ("stannade", GOOD, replace(OWN, passed=False), {}),
    ],
)
def test_a_comment_says_what_is_wrong_or_what_changes(
    name: str, found: Review, proposal: Proposal, pictures: dict[int, str]
) -> None:
    assert answer.comment(found, proposal, pictures) == (EXPECTED / f"{name}.md").read_text("utf-8")


def test_a_suggestion_is_on_a_line_of_the_diff_and_never_made_twice() -> None:
    (made,) = answer.suggestions(WRONG, OWN, FILES, [])
    assert made["body"] == f"**Rättelse:** {SAID}\n\n```suggestion\nstatus: cancelled\n```\n"
    assert (made["path"], made["line"], made["side"], made["commit_id"]) == (EVENT, 4, "RIGHT", OWN.commit)
    said = {**made, "user": {"login": answer.BOT}}
    assert [*answer.suggestions(WRONG, OWN, FILES, [said])] == []
    assert [*answer.suggestions(WRONG, OWN, FILES, [{**said, "line": None, "original_line": 4}])] == []
    # A comment by another author, or on another line, does not count.
    assert [*answer.suggestions(WRONG, OWN, FILES, [{**said, "user": {"login": "lisa"}}])]
    assert [*answer.suggestions(WRONG, OWN, FILES, [{**said, "line": 7}])]
    outside = [{"filename": EVENT, "patch": "@@ -1 +1 @@\n+title: Soppa"}, {"filename": "docs/bild.png"}]
    assert [*answer.suggestions(WRONG, OWN, outside, [])] == []


def test_the_proposal_is_the_open_one_whose_latest_commit_was_checked() -> None:
    run = {"id": 9, "head_sha": "a1", "head_branch": "kim-1", "conclusion": "success", "head_repository": {"id": 5}}
    head = {"sha": "a1", "ref": "kim-1", "repo": {"id": 5, "full_name": "kim/sajt"}}
    pulls = [{"number": 2, "head": head | {"ref": "kim-2"}}, {"number": 3, "head": head | {"sha": "b2"}}]
    pulls.append({"number": 4, "head": head})
    found = answer.proposal("https://github.example", "blabar/sajt", run, pulls)
    assert found and (found.number, found.is_own, found.passed) == (4, False, True)
    assert answer.proposal("x", "y", run | {"head_sha": "c3"}, pulls) is None
    # The same commit in another fork is another proposal, and a fork may be gone.
    others = [{"number": 5, "head": head | {"repo": {"id": 6, "full_name": "x/sajt"}}}]
    assert answer.proposal("x", "y", run, [*others, {"number": 6, "head": head | {"repo": None}}]) is None


def test_only_the_comment_that_github_actions_wrote_is_changed() -> None:
    marked = f"{answer.MARKER}\nhej"
    comments = [
        {"id": 0, "user": None, "body": marked},
        {"id": 1, "user": {"login": "kim"}, "body": marked},
        {"id": 2, "user": {"login": answer.BOT}, "body": f"hej {marked}"},
        {"id": 3, "user": {"login": answer.BOT}, "body": marked},
    ]
    assert answer.own_comment(comments) == 3
    assert answer.own_comment(comments[:3]) is None


TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("@`*_[]()<>#|~!&\\-\n:/"), max_size=60)


@given(TEXTS, TEXTS)
def test_nothing_in_a_review_becomes_markup_or_a_mention(text: str, other: str) -> None:
    mistake = Mistake(file=text, line=1, column=1, sentence=f"@alla {other} #1 --> <b>{text}", quoted=f"x{other}")
    change = Change(kind="event_new", title=f"@alla {text}", path="", detail=f"<!-- {other}")
    page = Page(title=f"{text}\" onerror='x'><b>@alla", path="", facts=((text, f"@alla {other} <img src=x>"),))
    for found in (Review(mistakes=(mistake,)), Review(changes=(change,), pages=(page,))):
        shown = answer.comment(found, OWN, {1: "abc.png"})
        assert shown.count("<!--") == 1 or found.mistakes
        body = html.fromstring(cmarkgfm.github_flavored_markdown_to_html(shown, Options.CMARK_OPT_UNSAFE))
        tree = html.fromstring(f"<div>{html.tostring(body, encoding='unicode')}</div>")
        assert {each.tag for each in tree.iter() if isinstance(each.tag, str)} <= {
            *("div", "h2", "h3", "ul", "li", "strong", "code", "p", "sub", "a", "img")
        }
        assert {name for image in tree.iter("img") for name in image.attrib} <= {"src", "width", "alt"}
        assert all(link.startswith("https://github.example/") for link in tree.xpath("//@href | //@src"))
        assert not re.search(r"@\w", "".join(tree.xpath("//text()[not(ancestor::code)]")))


@given(TEXTS)
def test_a_suggestion_is_one_block_whatever_it_holds(text: str) -> None:
    body = answer.suggestion(Suggestion(file=EVENT, line=1, text=text, why=text))
    tree = html.fromstring(f"<div>{cmarkgfm.github_flavored_markdown_to_html(body)}</div>")
    assert [each.tag for each in tree] == ["p", "pre"]


@pytest.mark.parametrize(
    "value",
    [
        '{"suggestions": [{"file": ".github/workflows/x.yml", "line": 1, "text": "", "why": ""}]}',
        '{"suggestions": [{"file": "data/../x.yml\\u0000", "line": 1, "text": "", "why": ""}]}',
        '{"pages": [{"title": "", "path": "`x", "facts": []}]}',
        '{"changes": [{"kind": "x", "title": "", "path": "", "detail": ""}]}',
        f'{{"mistakes": [{",".join(["{}"] * 21)}]}}',
        '{"other": 1}',
    ],
)
def test_a_review_that_a_check_never_writes_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        Review.model_validate_json(value)


def test_a_review_of_much_is_within_the_limits() -> None:
    problems = tuple(Problem(Place(EVENT, n, 1), "Fel. " * 200, "x" * 900, "y") for n in range(1, 50))
    found = review.of_mistakes(problems, problems)
    assert (len(found.mistakes), found.more, len(found.suggestions)) == (20, 29, 10)
    assert Review.model_validate_json(found.model_dump_json()) == found
    assert len(answer.comment(found, OWN, {})) < 65_536


def test_a_title_and_a_file_stay_on_their_line_and_in_the_repository() -> None:
    page = Page(title="Soppa\n\n[x](https://x.example)", path=PATH, facts=())
    assert 'alt="Sidan Soppa [x](https://x.example) i en telefon"' in answer.comment(
        Review(pages=(page,)), OWN, {1: "a"}
    )
    mistake = Mistake(file="data/../../../../x/y", line=1, column=1, sentence="Fel.", quoted="x")
    assert "](" not in answer.comment(Review(mistakes=(mistake,)), FORK, {})


def test_what_a_refused_review_holds_is_not_in_the_log() -> None:
    with pytest.raises(ValidationError) as refused:
        Review.model_validate_json('{"more": "##[add-mask]x"}')
    assert "##[" not in str(refused.value)
