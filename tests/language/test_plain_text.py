"""HTML as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from district.language import plain_text
from texts import folded


@pytest.mark.parametrize(
    "source, text",
    [
        ("<ol start='3'><li>a<ul><li>b</li></ul></li></ol>", "3. a\n   - b\n"),
        ("<ul><li><p>a</p></li><li><p>b</p></li></ul>", "- a\n\n- b\n"),
        ("<blockquote><p>a</p><ul><li>b</li></ul></blockquote>", "> a\n>\n> - b\n"),
        ("<h1>Å</h1><p>a<br>b</p>", "Å\n=\n\na\nb\n"),
        ("<p><a href='https://x.se/'>a</a>, <a href='https://x.se/'>b</a></p>", "a [1], b [1]\n\nLänkar:\n[1] https://x.se/\n"),
        ("<p><a href='https://x.se/'>https://x.se/</a></p>", "https://x.se/\n"),
        ("<pre><code>a  b\n\n  c</code></pre>", "    a  b\n\n      c\n"),
        ("<table><tr><th>a</th><th>bb</th></tr><tr><td>ccc</td><td></td></tr></table>", "a   | bb\n----+---\nccc |\n"),
    ],
)  # fmt: skip
def test_html_as_plain_text(source: str, text: str) -> None:
    assert plain_text.text(html.fragment_fromstring(source, create_parent="div")) == text


@given(st.text(st.sampled_from("abå \n-.<>[]*_|")), st.integers(1, 40))
def test_no_word_is_lost_and_no_line_is_too_long(text: str, times: int) -> None:
    root = html.fragment_fromstring("<p></p>", create_parent="div")
    root[0].text = f"{text} " * times
    shown = plain_text.text(root)
    assert folded(shown) == folded(root[0].text)
    assert all(len(line) <= 78 or " " not in line for line in shown.splitlines())


@pytest.mark.parametrize(("lengths", "minutes"), [([], 1), ([1], 1), ([299], 1), ([200, 150], 2), ([1000], 5)])
def test_texts_take_a_minute_for_200_words_and_never_none(lengths: list[int], minutes: int) -> None:
    assert plain_text.minutes_to_read("ord " * length for length in lengths) == minutes
