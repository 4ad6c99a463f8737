"""The form without a script: whatever it is switched to, what its button sends becomes a link that opens."""

import re
from html.parser import HTMLParser
from urllib.parse import parse_qsl, quote, urlsplit

import pytest

from app.core.catalogue import FUNCTIONS, LOSSES, OBJECTIVES, PENALTIES
from app.link_text import print_rows
from app.query import decode, encode


class Form(HTMLParser):
    """The fields that a browser without a script sends: none of a fieldset that is disabled."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.options: dict[str, list[str]] = {}
        self._off: list[bool] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "fieldset":
            self._off.append("disabled" in given)
        if tag == "select":
            self._select = name
        if tag == "option" and self._select:
            self.options.setdefault(self._select, []).append(given["value"])
            if "selected" in given:
                self._send(self._select, given["value"], given)
        if "data-fill" in given:
            self.options.setdefault("f", []).append(given["data-fill"])
        if tag in ("input", "button") and name:
            self._send(name, given["value"], given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "fieldset":
            self._off.pop()

    def _send(self, name: str, value: str, given: dict[str, str]) -> None:
        if not any(self._off) and "disabled" not in given:
            assert name not in self.fields, f"{name} is sent twice"
            self.fields[name] = value


def form(client, query: str) -> Form:
    return read(client.get(f"/lab?{query}").text)


def read(text: str) -> Form:
    found = Form()
    found.feed(text[text.index("<form") : text.index("</form>")])
    return found


def sent(client, query: str, **changes: str) -> dict[str, str]:
    """What the button sends, with some fields changed."""
    return form(client, query).fields | {key.replace("__", "."): text for key, text in changes.items()}


def press(client, query: str, **changes: str):
    """The page after the button is pressed, with some fields changed."""
    response = client.get("/lab/apply", params=sent(client, query, **changes), follow_redirects=True)
    assert response.history[0].status_code == 303
    return response


def set_aside(client, query: str, **changes: str) -> tuple[dict[str, str], str]:
    """The fields of the page that says what it has set aside, and what it says."""
    return told(client, sent(client, query, **changes))


def told(client, fields: dict[str, str]) -> tuple[dict[str, str], str]:
    response = client.get("/lab/apply", params=fields, follow_redirects=False)
    assert response.status_code == 200, response.text
    words = re.search(r'id="carried"[^>]*>\s*<p>(.*?)</p>', response.text)
    assert words
    return read(response.text).fields, words[1]


START = {
    "point": "", "location": "objective=location&loss=huber", "line": "objective=line&view=-1:2,-1:2",
    "plane": "objective=plane&start=1,1", "classify": "objective=classify&batch=2",
    "function": "objective=function&f=overton", "scale": "objective=scale&frame=3",
}  # fmt: skip


@pytest.mark.parametrize("start", START)
@pytest.mark.parametrize("kind", OBJECTIVES)
def test_every_objective_is_reached_from_every_other(client, start, kind):
    response = press(client, START[start], objective=kind)
    assert response.status_code == 200, response.text
    assert response.url.params["objective"] == kind
    assert "was" not in response.url.params


@pytest.mark.parametrize(
    ("query", "key", "registry"),
    [
        ("loss=huber", "loss", LOSSES),
        ("penalty=elastic_net", "penalty", PENALTIES),
        ("objective=function&f=two_valleys&start=2&view=-3:3", "f", FUNCTIONS),
    ],
)
def test_every_entry_is_reached_from_one_with_parameters(client, query, key, registry):
    offered = form(client, query).options[key]
    assert sorted(each for each in offered if "(" not in each) == sorted(registry)
    for kind in offered:
        response = press(client, query, **{key: kind})
        assert response.status_code == 200, (kind, response.text)
        assert response.url.params[key] == kind


@pytest.mark.parametrize(
    ("before", "after", "start", "data"),
    [
        ("abs(a)", "abs(a) + a", "3", None),
        ("abs(a)", "abs(a) + b", "1,1", None),
        ("abs(x*a - y)", "abs(x*a + b - y)", "1,1", "1:2,3:4"),
        ("abs(a)", "two_valleys", "3", None),
    ],
)
def test_what_fits_another_function_is_kept(client, before, after, start, data):
    keys = "&start=3" + ("&data=1:2,3:4&batch=1" if "x" in before else "")
    response = press(client, f"objective=function&f={quote(before)}{keys}", f=after)
    assert response.status_code == 200, response.text
    canonical = dict(encode(decode(response.url.params.multi_items())))
    if after != "two_valleys":
        assert canonical["start"] == start
    assert canonical.get("data") == data


LINE = print_rows(OBJECTIVES["line"].example)
OWN = "objective=function&f=abs(x*a-y)&start=3&data=1:2,3:4"


@pytest.mark.parametrize(
    ("query", "changes", "data", "words"),
    [
        (OWN, {"f": "abs(a - y)"}, "2,4", "F reads y alone now. It is taken from your 2 samples; x is set aside."),
        (OWN, {"f": "abs(a)"}, None, "F reads no data now. Your 2 samples of x and y are set aside."),
        (OWN.replace("abs(x*a-y)&", "abs(a-x)&").replace("1:2,3:4", "5"), {"f": "abs(a - y)"}, "5",
         "F reads y now. Your values of x are taken for y."),
        (OWN.replace("abs(x*a-y)&", "abs(a-x)&").replace("1:2,3:4", "5,6"), {"f": "abs(a*x - y)"}, LINE,
         "F reads x and y now. Your 2 samples of x are set aside, and an example is shown."),
        ("objective=line&data=1:2,3:4", {"objective": "location"}, "2,4",
         "F reads y alone now. It is taken from your 2 samples; x is set aside."),
        ("objective=line&data=1:2,3:4", {"objective": "classify"}, print_rows(OBJECTIVES["classify"].example),
         "F reads x and y in another way now. Your 2 samples of x and y are set aside, and an example is shown."),
        ("objective=plane&data=1:2:3:4,1:0:0:1", {"objective": "location"}, "4,1",
         "F reads y alone now. It is taken from your 2 samples; x1, x2 and x3 are set aside."),
    ],
)  # fmt: skip
def test_data_are_read_on_or_set_aside_with_words(client, query, changes, data, words):
    fields, said = set_aside(client, f"{query}&view=-1:1" if "function" in query else query, **changes)
    assert (fields.get("data"), said) == (data, words)
    assert "view" not in fields, "it was that of other data"
    before = dict(encode(decode(parse_qsl(query))))
    assert {key: dict(parse_qsl(fields["aside"]))[key] for key in ("objective", "data")} == {
        key: before[key] for key in ("objective", "data")
    }


def test_what_is_set_aside_comes_back_when_it_is_read_again(client):
    fields, _ = set_aside(client, OWN, f="abs(a)")
    fields, _ = told(client, fields | {"f": "abs(a*x)"})
    assert fields["data"] == "1,3"
    fields["data"] = "1,5"  # changed meanwhile
    back = client.get("/lab/apply", params=fields | {"f": "abs(a*x - y)"}, follow_redirects=False)
    assert back.status_code == 303
    assert dict(parse_qsl(urlsplit(back.headers["location"]).query))["data"] == "1:2,5:4"
    fields, said = told(client, fields | {"data": "1,5,6", "f": "abs(a*x - y)"})
    assert fields["data"] == "1:2,3:4"
    assert said == ("F reads x and y now. What was set aside is back; your 3 samples of x since are set aside.")


def test_an_example_is_nobodys_data(client):
    response = press(client, "objective=line", objective="location")
    assert 'id="carried"' not in response.text


def test_data_of_the_same_columns_are_read_on(client):
    assert press(client, "objective=line&data=1:2,3:4", objective="scale").url.params["data"] == "1:2,3:4"
