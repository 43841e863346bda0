"""The cache on disk may be missing, cut short, old or altered; a build gives the same bytes with any of them."""

from pathlib import Path

import pytest

from district.publish.cache import Cache, Record


def saved(file: Path) -> Cache:
    cache = Cache(file)
    cache.store.put("texts", "key", "Lingon")
    cache.save(Record("inputs", {"a.html": "key"}, {"a.html": (3, 4)}))
    return Cache(file)


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    cache = saved(tmp_path / "cache.json")
    assert cache.record == Record("inputs", {"a.html": "key"}, {"a.html": (3, 4)})
    assert cache.store.get("texts", "key") == "Lingon"


def test_values_that_a_run_did_not_use_are_dropped(tmp_path: Path) -> None:
    saved(tmp_path / "cache.json")
    cache = Cache(tmp_path / "cache.json")
    cache.store.put("texts", "other", "Hjortron")
    cache.save()
    assert Cache(tmp_path / "cache.json").store.get("texts", "key") is None


def test_a_run_that_builds_nothing_keeps_the_record_of_the_last_build(tmp_path: Path) -> None:
    saved(tmp_path / "cache.json")
    cache = Cache(tmp_path / "cache.json")
    cache.store.put("texts", "other", "Hjortron")
    cache.save()
    assert Cache(tmp_path / "cache.json").record.inputs == "inputs"


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"Lingon", b"Blabar"),
        lambda data: data.partition(b"\n")[2],
        lambda data: b"\x00\xff" + data,
        lambda data: b"{}",
    ],
    ids=["empty", "cut short", "altered", "without a digest", "not text", "another format"],
)
def test_a_damaged_file_is_an_empty_cache(tmp_path: Path, harm: object) -> None:
    saved(tmp_path / "cache.json")
    file = tmp_path / "cache.json"
    file.write_bytes(harm(file.read_bytes()))  # type: ignore[operator]
    cache = Cache(file)
    assert cache.record == Record()
    assert cache.store.get("texts", "key") is None


def test_the_cache_of_another_program_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(tmp_path / "cache.json")
    monkeypatch.setattr("district.publish.cache.program", lambda: "another")
    assert Cache(tmp_path / "cache.json").record == Record()


def test_without_a_file_nothing_is_kept(tmp_path: Path) -> None:
    cache = Cache()
    cache.store.put("texts", "key", "Lingon")
    cache.save(Record("inputs"))
    assert not [*tmp_path.iterdir()]
