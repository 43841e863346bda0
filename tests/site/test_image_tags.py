"""Sizes and lazy loading of images on pages."""

from district.site.image_tags import framed


def test_only_a_first_image_above_the_first_heading_is_loaded_at_once() -> None:
    first, later = '<p><img alt="" src="a.png" /></p>', '<h2 id="x">X</h2>\n<p><img alt="" src="a.png" /></p>'
    sizes = {"om/a.png": (3, 2)}
    assert framed(first, "om/", sizes) == '<p><img alt="" src="a.png" width="3" height="2" /></p>'
    assert framed(later, "om/", sizes).count('loading="lazy"') == 1
    assert framed(first + later, "om/", sizes).count('loading="lazy"') == 1
