"""Laws of the link: what is encoded decodes to the same experiment; what is garbage is refused by name."""

import base64
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalogue import CONVENTIONS, LOSSES, METHODS, OBJECTIVES, PENALTIES, STEP_RULES
from app.core.experiment import Experiment, Run
from app.core.written import Written
from app.link_reader import InvalidLink
from app.link_text import LONGEST_DATA, pack, print_number, read_number, unpack
from app.query import LONGEST_READABLE, change, decode, encode, link
from tests.core.runs import experiment
from tests.core.strategies import entries, experiments, wild

finite = st.floats(allow_nan=False, allow_infinity=False)
DEFAULT = Experiment()


def flaws(query):
    with pytest.raises(InvalidLink) as caught:
        experiment(query)
    return {flaw.field: flaw for flaw in caught.value.flaws}


def refusal(pairs):
    """The flaws of a link, none when it decodes; any other error passes through."""
    try:
        decode(pairs)
    except InvalidLink as refused:
        return refused.flaws
    return []


@given(experiments())
def test_a_link_opens_the_experiment_it_was_made_of(link):
    assert decode(encode(link)) == link


@given(experiments())
def test_a_canonical_link_stays_as_it_is(link):
    pairs = encode(link)
    assert encode(decode(pairs)) == pairs
    assert len(dict(pairs)) == len(pairs)


@given(experiments())
def test_the_order_of_the_keys_does_not_matter(link):
    assert decode(reversed(encode(link))) == link


@given(experiments())
def test_a_canonical_link_is_plain_text(one):
    text = link(encode(one))
    assert text.isascii()
    assert not set(text) & set(' "<>\\^`{|}+#')
    assert len(text) <= LONGEST_READABLE or "data=z1:" in text


@given(experiments())
def test_every_parameter_of_what_is_chosen_is_written(link):
    keys = dict(encode(link))
    chosen = {"f": link.f} if link.f else {"loss": link.loss, "penalty": link.penalty}
    if isinstance(link.f, Written):
        assert keys.pop("f") == chosen.pop("f").text
    chosen |= {"objective": link.objective, "convention": link.convention}
    chosen |= {f"run.{run.number}": run.method for run in link.runs}
    chosen |= {f"run.{run.number}.step": run.step for run in link.runs}
    for key, entry in chosen.items():
        assert keys.pop(key) == entry.kind
        for name, value in entry.parameters().items():
            assert float(keys.pop(f"{key}.{name}")) == value
    assert not [key for key in keys if key.startswith(("f", "loss", "penalty", "convention", "run")) and key != "frame"]


@given(st.lists(finite.filter(lambda x: abs(x) <= 1e12), min_size=1, max_size=9))
def test_long_data_travel_packed(y):
    rows = tuple((float(i), y[i % len(y)]) for i in range(600))
    one = DEFAULT.changed(objective=OBJECTIVES["line"](), data=rows, start=(0.0, 0.0))
    pairs = dict(encode(one))
    assert pairs["data"].startswith("z1:")
    assert decode(pairs.items()) == one


@given(finite)
def test_numbers_are_printed_as_short_as_they_can_be_read_back(x):
    assert read_number(print_number(x)) == x
    assert len(print_number(x)) <= len(repr(x))
    assert "+" not in print_number(x)


@given(st.text(max_size=2_000).filter(str.isascii) | st.text("0123456789,:.-e", max_size=2_000))
def test_packed_text_unpacks(text):
    assert unpack(pack(text)) == text


def test_a_short_link_takes_the_defaults():
    assert decode([]) == DEFAULT
    assert experiment("loss=huber").loss == LOSSES["huber"]()
    assert experiment("objective=line").data == OBJECTIVES["line"].example
    assert [run.number for run in experiment("run.3=adam run.7.step=polyak").runs] == [3, 7]


GARBAGE = {
    "loss=nonsense": "loss", "loss.delta=1": "loss.delta", "loss=huber loss.delta=0": "loss.delta",
    "loss=huber loss.delta=abc": "loss.delta", "loss=huber loss.delta=": "loss.delta",
    "loss=huber loss.delta=nan": "loss.delta", "loss=huber loss.delta=1e999": "loss.delta",
    "loss=quantile loss.tau=1": "loss.tau", "convention=magic": "convention",
    "convention=epsilon convention.epsilon=-1": "convention.epsilon", "steps=0": "steps", "steps=10001": "steps",
    "steps=1.5": "steps", "steps=١٢": "steps", "seed=-1": "seed", "precision=float8": "precision",
    "reduction=median": "reduction", "frame=-1": "frame", "view=1:0": "view", "view=1": "view", "view=0:1,0:1": "view",
    "view=0:0": "view", "start=1,2": "start", "start=": "start", "start=1e13": "start", "objective=cube": "objective",
    "data=1": "data", "objective=location data=": "data", "objective=location data=1:2": "data",
    "objective=scale data=1": "data", "objective=scale data=1:2,3": "data", "objective=location data=1e13": "data",
    "objective=location data=1,,2": "data", "objective=location data=inf": "data", "run.0=adam": "run.0",
    "run.9=adam": "run.9", "run.1=magic": "run.1", "run.1=adam run.1.beta1=1": "run.1.beta1",
    "run.1.beta1=0.5": "run.1.beta1", "run.1.step=jump": "run.1.step", "run.1.step.size=0": "run.1.step.size",
    "run.1.step=polyak run.1.step.size=1": "run.1.step.size", "run.x=adam": "run.x", "v=2": "v", "batch=3": "batch",
    "penalty=l3": "penalty", "penalty=l1 penalty.weight=0": "penalty.weight", "penalty.weight=1": "penalty.weight",
    "f=abs(a)": "f", "objective=plane data=1:2": "data", "objective=classify data=1:2": "data",
    "objective=plane data=1:2:3,1:2:3:4": "data", "objective=scale batch=2 run.1=proximal_point": "run.1",
    "Steps=9": "Steps", "foo=1": "foo",
    "foo.bar=1": "foo.bar", "steps=9 steps=9": "steps", "objective=location data=z1:": "data",
    "objective=location data=z1:????": "data", "objective=location data=z1:AAAA": "data",
}  # fmt: skip
"""A link and the key that is wrong with it."""


@pytest.mark.parametrize("query", GARBAGE)
def test_garbage_is_refused_by_name(query):
    found = flaws(query)
    assert set(found) == {GARBAGE[query]}
    flaw = found[GARBAGE[query]]
    assert len(flaw.message) > 10
    assert flaw.input == dict(pair.split("=", 1) for pair in query.split())[flaw.field]


def test_every_flaw_of_a_link_is_named_at_once():
    assert set(flaws("loss=huber loss.delta=-1 steps=0 foo=1 run.2=magic")) == {"loss.delta", "steps", "foo", "run.2"}


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_pair_decodes_or_is_refused(key, text):
    assert {flaw.field for flaw in refusal([(key, text)])} <= {key}


@given(experiments(), st.data())
def test_a_mangled_link_decodes_or_is_refused(link, draws):
    pairs = encode(link)
    i = draws.draw(st.integers(0, len(pairs) - 1))
    pairs[i] = (pairs[i][0], draws.draw(st.text(max_size=30) | st.floats().map(repr) | wild.map(repr)))
    assert all(flaw.message for flaw in refusal(pairs))


def packed(content):
    return "z1:" + base64.urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")


@pytest.mark.parametrize("text", [
    packed(b"0," * 50_000_000), packed(b"1" * (LONGEST_DATA + 1)), packed("1,²".encode()), packed(b"1,2")[:-4],
    "z1:" + base64.urlsafe_b64encode(b"\x00" * 40).decode(), "z1:é",
])  # fmt: skip
def test_bombs_and_broken_packings_are_refused(text):
    with pytest.raises(ValueError, match="invalid packed data"):
        unpack(text)
    with pytest.raises(InvalidLink, match="data"):
        decode([("objective", "location"), ("data", text)])


@given(experiments())
def test_changing_nothing_changes_nothing(link):
    assert change(link, {}) == link


@pytest.mark.parametrize(("key", "registry"), [("loss", LOSSES), ("penalty", PENALTIES), ("convention", CONVENTIONS)])
@given(draws=st.data())
def test_a_changed_choice_takes_its_own_parameters(key, registry, draws):
    kind, old = (draws.draw(st.sampled_from(sorted(registry))) for _ in range(2))
    one = DEFAULT.changed(**{key: draws.draw(entries(registry[old]))})
    changed = change(one, {key: kind})
    assert getattr(changed, key) == (registry[kind]() if kind != old else getattr(one, key))


RUNS = [Run(method=method()) for method in METHODS.values()] + [Run(step=step()) for step in STEP_RULES.values()]


@pytest.mark.parametrize("run", RUNS, ids=lambda run: f"{run.method.kind}, {run.step.kind}")
def test_a_changed_run_takes_its_own_parameters_or_says_why_it_is_unfit(run):
    changes = {"run.1": run.method.kind, "run.1.step": run.step.kind}
    unmet = run.unmet(DEFAULT.problem, 0)
    if unmet:
        with pytest.raises(InvalidLink) as caught:
            change(DEFAULT, changes)
        assert [(flaw.field, unmet in flaw.message) for flaw in caught.value.flaws] == [("run.1", True)]
    else:
        assert change(DEFAULT, changes).runs == (run,)
