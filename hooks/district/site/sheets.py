"""What posters and programmes share: the width of texts in the site's font, and QR codes."""

import re
from functools import cache, lru_cache, partial
from io import BytesIO

from markupsafe import Markup

from district.site.fitting import Width

# All lengths on a sheet are in hundredths of its width, so that A4 and A5, whose sides are alike, look the same.
HEIGHT = 141.4
BOLD, REGULAR = 800, 400
_MEASURED = 100
_QUIET = 2  # modules
# Browsers and Pillow do not round alike.
_SLACK = 1.02


@cache
def width_in(font: bytes, weight: int) -> Width:
    """Return the function that measures texts in size 1 in a variable font, or in that of pictures without one."""
    # Imported when there is a sheet to make.
    from PIL import ImageFont

    from district.site import drawing

    if not font:
        return partial(drawing.width_of, size=_SLACK, bold=weight == BOLD)
    measured = ImageFont.truetype(BytesIO(font), _MEASURED, layout_engine=ImageFont.Layout.BASIC)
    measured.set_variation_by_axes([weight])
    return lru_cache(maxsize=4096)(lambda text: measured.getlength(text) * _SLACK / _MEASURED)


def qr(url: str) -> Markup:
    """Return a QR code (ISO/IEC 18004) as an inline picture."""
    import segno

    # A given mask saves trying all eight. Readers find any of them.
    rows = segno.make(url, error="m", micro=False, mask=3).matrix
    dark = "".join(
        f"M{run.start()} {y}h{run.end() - run.start()}v1h{run.start() - run.end()}z"
        for y, row in enumerate(rows)
        for run in re.finditer(b"\1+", row)
    )
    side = len(rows) + 2 * _QUIET
    return Markup(
        '<svg role="img" aria-label="QR-kod till {0}" viewBox="-{1} -{1} {2} {2}"><path d="{3}"/></svg>'
    ).format(url, _QUIET, side, dark)
