"""The link checker."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

import links


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    head = "<html><head><link rel='canonical' href='https://x.example/s/'></head><body>"
    (tmp_path / "index.html").write_text(f"{head}<a href='a/'>a</a><a href='#b'>b</a><a href='c.ics'>c</a><i id=d></i>")
    assert links.broken(links.Pages(tmp_path)) == ["/ → #b", "/ → a/", "/ → c.ics"]
    assert links.main([str(tmp_path)]) == 1
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text("<html><body><a href='../#d'>d</a></body></html>")
    (tmp_path / "c.ics").write_text("")
    assert links.broken(links.Pages(tmp_path)) == ["/ → #b"]


class Host(BaseHTTPRequestHandler):
    """Another host, which answers with the status that is in the path."""

    def do_GET(self) -> None:
        self.send_response(int(self.path.strip("/")))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_the_door_to_member_pages_may_be_made_by_a_later_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = "<html><head><link rel='canonical' href='https://x.example/s/'></head><body>"
    (tmp_path / "index.html").write_text(f"{head}<a href='medlem/'>För medlemmar</a>")
    assert links.broken(links.Pages(tmp_path)) == ["/ → medlem/"]
    monkeypatch.setenv("LOCKED_PAGES", "ja")
    assert links.broken(links.Pages(tmp_path)) == []


def test_links_to_other_hosts_are_requested_and_refusals_accepted(host: str) -> None:
    found = {code: links.ask(f"{host}/{code}", pause=0) for code in (200, 403, 429, 404, 410, 500)}
    assert found == {200: "", 403: "", 429: "", 404: "svarar 404", 410: "svarar 410", 500: "svarar 500"}
    assert links.ask("http://127.0.0.1:1/", pause=0) == "svarar inte"


def test_the_issue_names_the_link_and_its_pages() -> None:
    found = {"https://a.example/": ["om/", "om/"], "https://b.example/": [""]}
    text = links.markdown(found, lambda url: "svarar 404" if "a." in url else "")
    assert "- `https://a.example/` svarar 404, på `/om/`\n" in text
    assert "b.example" not in text
    assert links.markdown(found, lambda url: "") == ""
