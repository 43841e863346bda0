"""What one run or process computed is not computed again by the next."""

from functools import partial
from pathlib import Path

import pytest
from jinja2 import Environment

from district.model.store import Store
from district.publish.outputs import Outputs
from district.publish.writer import FEW, write_files
from district.site.content import Content, Keys
from district.site.templating import Templates


def test_a_template_is_compiled_again_only_if_it_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Store()
    page = Templates(store=first, urls=["https://example.org/"]).render("sitemap.xml")
    again = Store(first.used.copy)
    with monkeypatch.context() as patched:
        patched.delattr(Environment, "compile")
        assert Templates(store=again, urls=["https://example.org/"]).render("sitemap.xml") == page
    monkeypatch.setattr("district.site.templating.SOURCES", {"sitemap.xml": "{{ urls | length }}"})
    assert Templates(store=Store(again.used.copy), urls=["https://example.org/"]).render("sitemap.xml") == "1"


def test_an_edit_that_renders_few_templates_keeps_the_others() -> None:
    first = Store()
    Templates(store=first, urls=[]).render("sitemap.xml")
    second = Store(first.used.copy)
    Templates(store=second).render("new-about.markdown", name="Blåbär")
    assert second.used["templates"].keys() > first.used["templates"].keys()


def test_what_processes_compute_is_in_the_store_of_the_whole_run(tmp_path: Path) -> None:
    store = Store()

    def make(number: int) -> str:
        return str(store.found("squares", str(number), lambda: number * number))

    contents = {f"{number}.txt": Content(partial(make, number), (str(number),)) for number in range(2 * FEW)}
    write_files(contents, Keys([""]), Outputs(tmp_path), store, processes=2)
    assert store.used["squares"] == {str(number): number * number for number in range(2 * FEW)}
