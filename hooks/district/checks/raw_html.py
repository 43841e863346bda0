"""What to write in Markdown instead of each HTML tag."""

import re
from collections.abc import Iterator, Sequence

_NAME = re.compile(r"<(/?)([A-Za-z][\w-]*|!--)?")
_INSTEAD = {
    "a": "Skriv [text](adress).",
    "audio": "Länka till ljudet med [text](adress).",
    "b strong": "Skriv **fet text**.",
    "blockquote": "Börja varje rad i citatet med ”> ”.",
    "code kbd samp tt": "Skriv `kod`.",
    "del s strike": "Skriv ~~struken text~~.",
    "div p section span": "Ta bort det, och skilj stycken åt med en tom rad.",
    "em i u": "Skriv *kursiv text*.",
    "h1 h2 h3 h4 h5 h6": "Skriv ”## Rubrik” på en egen rad.",
    "hr": "Skriv --- på en egen rad, med tomma rader omkring.",
    "iframe embed object video": "Länka till filmen eller sidan med [text](adress).",
    "img picture": "Skriv ![vad bilden visar](bilder/namn.jpg).",
    "li ol ul": "Börja varje rad i listan med ”- ” eller ”1. ”.",
    "pre": "Skriv ``` på raderna före och efter.",
    "sup": "Skriv en fotnot som [^1] i texten och [^1]: på en egen rad, eller ta bort det.",
    "table tbody td tfoot th thead tr": "Skriv tabellen med | mellan cellerna.",
}
_BY_NAME = {name: advice for names, advice in _INSTEAD.items() for name in names.split()}
_OTHERWISE = "Ta bort det, eller skriv \\< om tecknet ska synas."


def advised(found: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each piece of HTML with what to write instead, but no closing tag that has an opening one."""
    named = [(raw, mark[1], (mark[2] or "").lower()) for raw in found if (mark := _NAME.match(raw))]
    opened = {name for _, closing, name in named if not closing}
    for raw, closing, name in named:
        if not (closing and name in opened):
            yield raw, _BY_NAME.get(name, _OTHERWISE)
