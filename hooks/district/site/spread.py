"""What there is to pass on of a record or a goal: posts to paste, pictures, and a poster."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from district.library.addresses import CARD, POSTER, POSTS, posts_of_goal
from district.model.base import Record
from district.model.news import News
from district.model.newsletter import Newsletter
from district.model.plan import PlanGoal
from district.site import post_texts, share_cards
from district.site.announcement import announcement
from district.site.content import Content
from district.site.post_texts import Posts
from district.site.view import View


@dataclass(frozen=True)
class Spread:
    """The posts, the address of the file with them, and the addresses of the pictures by name and of the poster.

    `more_pictures` is set if there will be more pictures when the time comes closer.
    """

    posts: Posts
    path: str
    pictures: Mapping[str, str] = field(default_factory=dict)
    poster: str = ""
    more_pictures: bool = False


def spread_of(view: View, record: Record) -> Spread | None:
    """Return what there is for an event or a study that is coming, and for new news and newsletters.

    There is nothing on the members' site.
    """
    path = record.path + POSTS
    if what := announcement(view, record):
        posts, pictures = post_texts.of_announcement(what), share_cards.post_pictures(view, what)
        all_pictures = {"liggande": record.path + CARD, **pictures}
        return Spread(posts, path, all_pictures, record.path + POSTER, more_pictures=not pictures)
    card = "" if view.members else share_cards.card_path(view, record)
    if card and isinstance(record, News | Newsletter):
        return Spread(post_texts.of_text(record, view.site_url), path, {"liggande": card})
    return None


def spread_of_goals(view: View, goals: Iterable[PlanGoal]) -> dict[str, Spread]:
    """Return what there is for those of the goals that are done, by their references."""
    return {
        goal.ref: Spread(post_texts.of_goal(goal, view.site_url), posts_of_goal(goal))
        for goal in goals
        if goal.goal.reported == "done" and not view.members
    }


def files(view: View) -> Iterator[tuple[str, Content]]:
    """Yield the files with posts, by address."""
    of_records = (spread_of(view, record) for record in view.library.records)
    of_goals = spread_of_goals(view, view.library.all_goals).values()
    for spread in filter(None, (*of_records, *of_goals)):
        yield spread.path, Content(partial(str, spread.posts.file), (spread.path, spread.posts))
