"""A table that is pasted into the page of data, without a script."""

import math
from html import unescape
from urllib.parse import parse_qsl

import pytest

from app.content.read_data import MOST_BYTES
from app.query import decode
from tests.web.reading import problem_of

TABLE = "x;y\n1 234,5;2\nfoo;3\n2 500,5;4\n"


def paste(client, text: str, **others: str):
    return client.post("/lab/data", data={"text": text, "objective": "line"} | others)


def test_it_is_read_and_leads_to_the_lab(client):
    page = paste(client, TABLE)
    assert page.status_code == 200
    assert "2 rows are used" in page.text
    assert "Line 3: <code>foo  3</code> (x: &#39;foo&#39; is no number)" in page.text
    link = unescape(page.text.split('href="/lab?')[1].split('"')[0])
    assert decode(parse_qsl(link)).data == ((1234.5, 2), (2500.5, 4))
    assert client.get(f"/lab?{link}").status_code == 200


def test_what_is_said_of_it_is_kept_to(client):
    page = paste(client, "1;2;3\n4;5;6", objective="location", columns="2", header="0")
    assert "data=2,5&" in unescape(page.text)
    assert 'value="location" selected' in page.text


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "the text is empty"), ("foo\nbar", "Line 1: <code>foo</code>"), ("1\x002", "control character")],
)
def test_what_cannot_be_used_says_why_and_stays(client, text, says):
    page = paste(client, text)
    assert page.status_code == 422
    assert says in unescape(page.text)
    assert 'href="/lab?v=' not in page.text.split("import-sets-title")[0]


def test_long_data_are_posted_to_the_lab(client):
    page = paste(client, "".join(f"{math.sin(i)!r};{math.cos(3 * i)!r}\n" for i in range(600)))
    assert '<form action="/lab" method="post">' in page.text
    assert 'name="data" value="z1:' in page.text


def test_text_of_others_is_text(client):
    page = paste(client, "x;y\n<script>alert(1)</script>;2\n1;2\n")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text


def test_more_than_is_allowed_is_refused(client):
    problem_of(paste(client, "1;2\n" * (MOST_BYTES // 4 + 1)), 413)
    problem_of(client.post("/lab/data", content="x", headers={"Content-Type": "multipart/form-data"}), 415)
