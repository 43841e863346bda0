"""A mail's subject decodes to the letter's title in every reader."""

import re
import shutil
import subprocess
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import SMTP

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from district.site.files.mail_subject import header

TITLE = "Nyhetsbrev från Vänsterpartiet Sjuhärad: årsmöte, valrörelse och studier på våren"
words = st.text("abcdefghijklmnoprstuvxyåäöÅÄÖéABCDSV0123456789:,.!?–”’_=&/()-🎉", min_size=1, max_size=14)
subjects = st.lists(words, min_size=4, max_size=22).map(" ".join)


def decoded(lines: bytes) -> str:
    """The subject as Python's older reader decodes it."""
    found = message_from_bytes(lines + b"\r\n")["Subject"]
    return str(make_header(decode_header(found)))


def read_by_perl(perl: str, subjects: list[str]) -> list[str]:
    script = 'binmode STDOUT, ":utf8"; $/ = "\\0"; while (<STDIN>) { chomp; print decode("MIME-Header", $_), "\\0" }'
    sent = b"\0".join(header(subject).removeprefix(b"Subject: ").removesuffix(b"\r\n") for subject in subjects)
    run = subprocess.run([perl, "-MEncode", "-e", script], input=sent, capture_output=True, check=True)
    return run.stdout.decode().split("\0")[:-1]


def check(subject: str) -> None:
    lines = header(subject)
    assert decoded(lines) == subject
    assert message_from_bytes(lines + b"\r\n", policy=SMTP)["Subject"] == subject
    first, *rest = lines.decode("ascii").removesuffix("\r\n").split("\r\n ")
    for word in (first.removeprefix("Subject: "), *rest):
        assert re.fullmatch(r"=\?utf-8\?q\?[!-<>@-~=]+\?=", word)
        assert len(word) <= 75
        # Each word has whole characters.
        assert decoded(f"Subject: {word}\r\n".encode())
    assert all(len(line) <= 76 for line in lines.split(b"\r\n"))


def test_any_swedish_subject_decodes_to_itself() -> None:
    asked: list[str] = []

    @settings(max_examples=200, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(subjects)
    def check_and_keep(subject: str) -> None:
        check(subject)
        asked.append(subject)

    check_and_keep()
    assert len(asked) >= 200
    if perl := shutil.which("perl"):
        assert read_by_perl(perl, asked) == asked


@pytest.mark.parametrize("subject", [TITLE, "Brev", "A", "ö" * 200, "=?utf-8?q?Hej?=", "Hej  du ", "🎉" * 30])
def test_the_subject_is_encoded_whatever_it_is(subject: str) -> None:
    check(subject)


def test_the_bytes_are_known() -> None:
    assert header(TITLE) == (
        b"Subject: =?utf-8?q?Nyhetsbrev_fr=C3=A5n_V=C3=A4nsterpartiet_Sjuh=C3=A4rad?=\r\n"
        b" =?utf-8?q?=3A_=C3=A5rsm=C3=B6te=2C_valr=C3=B6relse_och_studier_p=C3=A5_v?=\r\n"
        b" =?utf-8?q?=C3=A5ren?=\r\n"
    )
