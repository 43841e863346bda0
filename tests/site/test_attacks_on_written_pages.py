"""HTML that people write into pages is text: nothing of it runs, however it is written."""

from pathlib import Path

import pytest
from lxml import html

from built import BLUEBERRY, build
from district.checks.problem import Mistakes
from district.library.library import Library
from district.model.page import WrittenPage
from district.reading import load, settings
from sites import Site, Write, mkdocs

ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//ond.example/x.js></SCRIPT>",
    "<scr`x`ipt>alert(1)</scr`x`ipt>",
    "`kod <b\n>` <script>alert(1)</script>",
    "`a\n<script>alert(1)</script>\nb`",
    "`<script>`\nalert(1)`</script>`",
    "``` <script>\nalert(1)</script>",
    "```html\n<script>alert(1)</script>\n```",
    "~~~\n</code></pre><script>alert(1)</script>\n~~~",
    "    </code><script>alert(1)</script>",
    "\n<div>\n\n<script>alert(1)</script>\n\n</div>\n",
    "<div markdown=1><script>alert(1)</script></div>",
    "<img src=x onerror=alert(1)>",
    "<img `\n` src=x onerror=alert(1)>",
    "<img src=x `a\nb` onerror=alert(1)>",
    "<p onclick='alert(1)'>Text</p>",
    "<details open ontoggle=alert(1)>Text</details>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='//ond.example/x'></object>",
    "<embed src='//ond.example/x'>",
    "<meta http-equiv=refresh content='0;url=//ond.example/'>",
    "<meta `\n`http-equiv='refresh' content='0;url=//ond.example/'>",
    "<base href='//ond.example/'>",
    "<link rel=stylesheet href='//ond.example/x.css'>",
    "<style>* { background: url(//ond.example/) }</style>",
    "<form action='//ond.example/'><input name=a autofocus onfocus=alert(1)></form>",
    "<a href='javascript:alert(1)'>Länk</a>",
    "[Länk](javascript:alert(1))",
    "[Länk](JaVaScRiPt:alert(1))",
    "[Länk](java&#115;cript:alert(1))",
    "[Länk](&#106;avascript:alert(1))",
    "[Länk](data:text/html,<script>alert(1)</script>)",
    "[Länk](vbscript:alert(1))",
    "<javascript:alert(1)>",
    "[Länk][a]\n\n[a]: javascript:alert(1)",
    '![Bild](x"onerror="alert(1))',
    '[Länk](/om/ "a\\" onmouseover=\\"alert(1)")',
    "![a](javascript:alert(1))",
    "<!-- --><script>alert(1)</script><!-- -->",
    "<!--\n`--><script>alert(1)</script>`",
    "<?php <script>alert(1)</script> ?>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt; <script>alert(1)</script>",
    "\\<script>alert(1)\\</script>",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "# <script>alert(1)</script>",
    "> <script>alert(1)</script>",
    "- <script>alert(1)</script>",
    "</article></main></body><script>alert(1)</script>",
    "{{ site.url }} {% raw %}<script>alert(1)</script>{% endraw %}",
    "{: onclick=alert(1) }\nText\n{: onclick=alert(1) }",
]
RUNS = {"script", "iframe", "object", "embed", "meta", "base", "link", "style", "form", "svg", "math", "frame"}
RUNS |= {"input", "details", "div", "video", "audio", "template", "textarea", "noscript"}
OURS = ["script[@type='application/ld+json']", "div[@class='scrolled' or @class='text']"]


def active(page: html.HtmlElement) -> list[str]:
    """Return the elements and attributes of a page's main part that could do something."""
    (article,) = page.xpath("//article")
    ours = {element for path in OURS for element in article.xpath(f".//{path}")}
    found = [element.tag for element in article.iter(html.etree.Element) if element.tag in RUNS and element not in ours]
    for element in article.iter(html.etree.Element):
        for name, value in element.attrib.items():
            is_address = name in ("href", "src") and not value.startswith(("/", "./", "../", "#", "http"))
            if name.startswith("on") or name in ("style", "srcdoc") or (is_address and ":" in value):
                found.append(f"{element.tag} {name}={value}")
    return found


@pytest.fixture(scope="module")
def attacked() -> dict[str, html.HtmlElement]:
    """A site with a page for each attack, which no check has seen."""
    pages = tuple(
        WrittenPage(f"sida-{number}.md", f"# Sida\n\n{text}\n", title="Sida") for number, text in enumerate(ATTACKS)
    )
    site = build(Library(BLUEBERRY, written_pages=pages))
    return {text: html.document_fromstring(site.file(f"sida-{n}/index.html")) for n, text in enumerate(ATTACKS)}


@pytest.mark.parametrize("text", ATTACKS)
def test_no_attack_on_a_written_page_does_anything(attacked: dict[str, html.HtmlElement], text: str) -> None:
    page = attacked[text]
    assert active(page) == []
    # Nothing has got out of the page's own part either.
    assert len(page.xpath("//body")) == len(page.xpath("//main")) == len(page.xpath("//article")) == 1
    assert not [script for script in page.xpath("//script[not(@type)]") if not script.get("src")]


def test_a_title_is_text_too() -> None:
    attack = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    page = WrittenPage("sida.md", "Text", title=attack, about=attack)
    made = html.document_fromstring(build(Library(BLUEBERRY, written_pages=(page,))).file("sida/index.html"))
    assert active(made) == []
    assert attack in made.xpath("//title")[0].text
    assert not [script for script in made.xpath("//script[not(@type)]") if not script.get("src")]


def test_what_the_check_lets_through_is_as_harmless_when_mkdocs_builds_it(write: Write, tmp_path: Path) -> None:
    config = write({f"docs/sida-{number}.md": f"# Sida\n\n{text}\n" for number, text in enumerate(ATTACKS)})
    try:
        load.library(settings.folders(config))
    except Mistakes as mistakes:
        for file in {problem.place.file for problem in mistakes.problems}:
            (tmp_path / file).unlink()
    run = mkdocs(config, tmp_path / "site")
    assert run.returncode == 0, run.stderr
    site = Site(tmp_path / "site", "http://localhost:8000/", "")
    pages = [address for address in site.pages if address.startswith("sida-")]
    assert len(pages) > 5
    assert {address: found for address in pages if (found := active(site.pages[address]))} == {}
