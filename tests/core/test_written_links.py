"""Links with a formula: what is wrong with them is named by its key, and of a formula by its character."""

import pytest

from app.link_reader import InvalidLink
from tests.core.runs import experiment

GARBAGE = {
    "f=2a": "f", "f=": "f", "f=abs(a) data=1": "data", "f=abs(a-x) data=1:2": "data", "f=abs(a) f.weight=1": "f.weight",
    "f=abs(a) loss=huber": "loss", "f=abs(b) start=1": "start", "f=abs(a) batch=1": "batch",
    "f=__class__ data=1 f.x=2": "f",
}  # fmt: skip
"""The rest of a link of a function, and the key that is wrong with it."""


@pytest.mark.parametrize("query", GARBAGE)
def test_garbage_is_refused_by_name(query):
    with pytest.raises(InvalidLink) as caught:
        experiment(f"objective=function {query}")
    assert [flaw.field for flaw in caught.value.flaws] == [GARBAGE[query]]
    (flaw,) = caught.value.flaws
    assert (flaw.position is not None) == (flaw.length is not None) == (flaw.field == "f")


def test_a_name_wins_over_a_formula_and_the_example_of_a_line_over_no_data():
    assert experiment("objective=function f=wolfe").f.kind == "wolfe"
    assert experiment("objective=function f=a*x-y").data == experiment("objective=line").data
    assert experiment("objective=function f=a-y").data == experiment("objective=location").data
