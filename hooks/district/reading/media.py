"""Read the pictures and documents beside texts: what they are, and why one cannot be published."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from district.checks.problem import Problem
from district.model import media
from district.model.digest import digest
from district.model.media import Media
from district.model.store import Store
from district.reading import progress, workers
from district.reading.files import Found
from district.reading.unusable import UnusableFileError

V = TypeVar("V")
MOST_BYTES = 50_000_000
# Why a file cannot be published, by the ending of its name.
_REFUSED = {
    "file_film": ".mp4 .mov .m4v .avi .webm .mkv .3gp .wmv .ogv .mpg .mpeg .mts",
    "file_sound": ".mp3 .m4a .wav .ogg .oga .opus .aac .flac .wma .aiff .amr",
    "file_document": ".doc .docx .odt .rtf .pages .ppt .pptx .odp .key .xls .xlsx .ods .numbers .eps",
    "file_html": ".html .htm .xhtml .xht .shtml .mhtml .xml .xsl .xslt",
    "file_svg": ".svg .svgz",
    "file_picture": ".bmp .psd .dng .cr2 .cr3 .nef .arw .raw .ico .jxl .jp2 .ai .xcf .tga",
}
_WHY = {ending: kind for kind, endings in _REFUSED.items() for ending in endings.split()}


def refusal(path: str) -> str | None:
    """Return the kind of message for a file that is never published, by its name, or None if it is."""
    if media.is_picture(path) or media.is_document(path):
        return None
    return _WHY.get(media.ending(path), "file_unknown")


def look(file: Found, store: Store, *, members: bool) -> Media:
    """Return what is known of a file from its beginning. Raises UnusableFileError for one that cannot be published.

    A file that has not changed is not read again: a thousand photos are several gigabytes.
    """
    stat = file.path.stat()
    if stat.st_size > MOST_BYTES:
        raise UnusableFileError("too_large", size=stat.st_size // 1000, most=MOST_BYTES // 1000)
    stamp = digest([file.place, repr((stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino))])
    seen = store.found("seen", stamp, lambda: _seen(file.path))
    key, size, traces = seen
    return Media(file.place, key, 0, size and (size[0], size[1]), file.label, members, tuple(traces))


# `pictures` and `documents` load libraries of several megabytes, so they are imported only for files that have changed.
def _seen(file: Path) -> tuple[str, tuple[int, int] | None, tuple[str, ...]]:
    from district.reading import documents, pictures

    try:
        size, traces = pictures.look(file) if media.is_picture(file.name) else (None, documents.look(file))
        return digest([media.ending(file.name), file.read_bytes()]), size, traces
    except PermissionError as error:
        raise UnusableFileError("unreadable") from error


def cleaned(file: str) -> bytes:
    """Return a file as it is published. Raises UnusableFileError."""
    from district.reading import documents, pictures

    path = Path(file)
    return pictures.cleaned(path) if media.is_picture(file) else documents.cleaned(path)


def damaged(found: Iterable[Media], store: Store) -> Iterator[Problem]:
    """Yield a problem for each file that cannot be read to the end; those that are whole are not read again."""
    tasks = [each for each in found if not store.get("whole", each.digest)]
    for each, result in attempts(lambda each: _verify(each.file), tasks):
        if isinstance(result, UnusableFileError):
            yield result.problem(each.label)
        else:
            store.put("whole", each.digest, True)


def attempts(
    work: Callable[[Media], V], files: Sequence[Media], processes: int = workers.CORES
) -> Iterator[tuple[Media, V | UnusableFileError]]:
    """Yield every file, with what `work` returns or the reason why it cannot be used."""

    def attempt(file: Media) -> V | UnusableFileError:
        try:
            return work(file)
        except UnusableFileError as error:
            return error

    yield from progress.shown("Bilder och PDF:er", workers.each(attempt, files, processes), len(files))


def _verify(file: str) -> None:
    from district.reading import documents, pictures

    if media.is_picture(file):
        pictures.verify(Path(file))
    else:
        documents.cleaned(Path(file))
