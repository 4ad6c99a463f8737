"""What a form keeps of what was typed, and what it lets go."""

import pytest

from app.content.catalogue import catalogue_content
from app.core.catalogue import METHODS
from app.pages.applied import applied
from app.pages.families import families
from app.query import decode
from tests.web.test_form import START, form, press, sent


@pytest.mark.parametrize("aside", ["nonsense", "objective=function&f=abs(a", "data=%00", "objective=line&data=1"])
def test_nonsense_that_is_set_aside_is_let_go(client, aside):
    fields = sent(client, "objective=function&f=abs(a)", f="abs(a*x)") | {"aside": aside}
    assert client.get("/lab/apply", params=fields, follow_redirects=True).status_code == 200


def test_a_formula_that_cannot_be_read_keeps_its_text_and_all_the_rest(client):
    response = press(client, "objective=function&f=abs(a)&start=3", f="abs(a")
    assert response.status_code == 422
    assert (response.url.params["f"], response.url.params["start"]) == ("abs(a", "3")
    assert 'value="abs(a"' in response.text
    assert press(client, str(response.url.query, "ascii"), f="abs(a)").url.params["start"] == "3"


def test_a_method_without_a_step_rule_leaves_it_out(client):
    response = press(client, "objective=line&run.1=adam", run__1="exact_search")
    assert response.status_code == 200
    assert not any(key.startswith(("run.1.step", "run.1.beta")) for key in response.url.params)
    assert not any(key.startswith("run.1.step") for key in form(client, str(response.url.query, "ascii")).fields)


def test_every_method_is_offered_once(client):
    assert sorted(form(client, "").options["run.1"]) == sorted(METHODS)


def test_what_is_wrong_is_not_mended(client):
    response = press(client, "objective=location", start="1,2", loss="huber")
    assert response.status_code == 422
    assert response.url.params["start"] == "1,2"


def test_the_fields_alone_are_the_link(client):
    for query in START.values():
        fields = form(client, query).fields
        was = fields.pop("was")
        assert decode(fields.items()) == decode(applied([*fields.items(), ("was", was)]))
        assert dict(applied([*fields.items(), ("was", was)])) == fields


@pytest.mark.parametrize("registry", ["loss", "method", "function", "penalty"])
def test_families_have_every_entry_once(registry):
    entries = catalogue_content()[registry]
    found = families(registry, entries)
    kinds = [entry["kind"] for family in found for entry in family.entries]
    assert sorted(kinds) == sorted(entry["kind"] for entry in entries)
    assert (len(found) > 1) == (registry != "penalty")
    assert all(family.name for family in found) == (len(found) > 1)
