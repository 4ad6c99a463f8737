"""What is sent: what the schema allows, what it does not, links that open, and links that are damaged."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.schemas import APIOperation

from app.api.link_parameters import link_parameters
from app.api.read_data import EXAMPLE_TEXT
from app.query import encode
from app.sent import FORM
from tests.core.strategies import decimals, experiments

Operation = APIOperation[Any, Any, Any, Any]
OF_LINKS = {each["name"] for each in link_parameters()}
DAMAGE = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ("", "nan", "inf", "-0", "1e400", "9" * 40, "0x10", "1_000", " 1", "１", "z1:", "true", "1,1", "1:2")
    ),
    st.integers().map(str),
    st.floats().map(repr),
)
"""What is no value, or hardly one."""
LARGE = ({"steps": "10000"}, {"data": ",".join(f"{i % 37}:{i % 11}" for i in range(1_000)), "start": "0,0"})
"""What makes a link cost much."""
TABLES = st.just(EXAMPLE_TEXT) | st.text(alphabet="0123456789.,;:\t\n \"'-e+xyz", max_size=200) | st.text(max_size=100)


def cases(operation: Operation) -> st.SearchStrategy[Case]:
    """All four kinds, those that open most often: they compute."""
    drawn = [operation.as_strategy(generation_mode=mode) for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)]
    if not _keys(operation):
        return drawn[0]
    opening, damaged = (_asking(operation, links(operation)) for links in (_opening, _damaged))
    return st.one_of(opening, opening, damaged, *drawn)


def _keys(operation: Operation) -> dict[str, Any]:
    """What the operation takes, by name: as a query, or as a form."""
    raw = operation.definition.raw
    if "parameters" in raw:
        return {each["name"]: each["schema"] for each in raw["parameters"]}
    form = raw.get("requestBody", {}).get("content", {}).get(FORM, {})
    return dict(form.get("schema", {}).get("properties", {}))


@st.composite
def _opening(draw: st.DrawFn, operation: Operation) -> dict[str, Any]:
    """A link that opens, with what the operation takes beside it."""
    own = {name: schema for name, schema in _keys(operation).items() if name not in OF_LINKS}
    kept = draw(st.sets(st.sampled_from(sorted(own)))) if own else ()
    beside = {name: draw(_value(own[name])) for name in sorted(kept)}
    large = draw(st.sampled_from(({},) * 8 + LARGE))
    return draw(_links(operation)) | large | beside


def _links(operation: Operation) -> st.SearchStrategy[dict[str, Any]]:
    """Any link that opens; and those that the operation gives as examples, which it has an answer to."""
    drawn = (experiments(decimals) | experiments()).map(encode).map(dict)
    shown = [dict(parse_qsl(query)) for query in operation.definition.raw.get("x-examples", {}).values()]
    return drawn | st.sampled_from(shown) if shown else drawn


def _value(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema.get("type") == "integer":
        return st.integers(schema.get("minimum", 0), min(schema.get("maximum", 2_000), 2_000)).map(str)
    return st.sampled_from(("0", "1", "0,0", "1,2", "squared", "squared,huber,absolute", "tukey"))


@st.composite
def _damaged(draw: st.DrawFn, operation: Operation) -> dict[str, Any]:
    """The same of which some keys are lost, doubled, renamed, or say something else."""
    pairs = draw(_opening(operation)) or {"": ""}
    for key in sorted(draw(st.sets(st.sampled_from(sorted(pairs)), min_size=1, max_size=3))):
        how = draw(st.integers(0, 3))
        text = pairs.pop(key) if how != 1 else pairs[key]
        if how == 1:
            pairs[key] = [text, draw(DAMAGE)]
        elif how == 2:
            pairs[draw(DAMAGE) or key + "."] = text
        elif how == 3:
            pairs[key] = draw(DAMAGE)
    return pairs


@st.composite
def _asking(draw: st.DrawFn, operation: Operation, links: st.SearchStrategy[dict[str, Any]]) -> Case:
    """The pairs where the operation takes them: in the query, in a form, or in the address that is asked about."""
    pairs = draw(links)
    if operation.path == "/oembed":
        path = draw(st.sampled_from(("/lab", "/embed", "/elsewhere")))
        address = f"http://testserver{path}?" + urlencode(pairs, doseq=True, errors="replace")
        return operation.Case(query={"url": address})
    if operation.path.endswith("/read-data"):
        return operation.Case(query=pairs, body=draw(TABLES), media_type="text/csv")
    if operation.method.lower() == "post":
        return operation.Case(body=pairs, media_type=FORM)
    return operation.Case(query=pairs)
