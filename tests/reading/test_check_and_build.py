"""What the check accepts can be built."""

from pathlib import Path

from built import TODAY, build
from district.checks.problem import Mistakes
from district.model.store import Store
from district.publish.conversions import Conversions
from district.publish.media import media
from district.reading import load, settings
from district.site.content import Keys
from mutations import mutated
from sites import EXAMPLE


def test_what_is_accepted_of_a_district_with_random_slips_can_be_built(tmp_path: Path) -> None:
    made, accepted, store = set[tuple[str, str]](), 0, Store()
    conversions = Conversions(tmp_path / "photos")
    # The last is a goal's id that other files name: without the rules, it would stop the build.
    for seed in (*range(24), 198):
        mutated(EXAMPLE, tmp_path, seed)
        store = Store(store.used.copy)
        try:
            library = load.library(settings.folders(tmp_path / "mkdocs.yml"), store, TODAY)
        except Mistakes as mistakes:
            assert str(mistakes)
            continue
        accepted += 1
        library = conversions.prepare(library)
        contents, keys = {**build(library).contents, **dict(media(library, conversions))}, Keys(["test"])
        # Share cards are slow to draw, and hold no more than a title.
        for address, content in contents.items():
            if not address.endswith("dela.png") and (key := (address, keys.key(content))) not in made:
                content.as_bytes()
                made.add(key)
    assert accepted > 5
