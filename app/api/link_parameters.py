"""Every key of a link as a parameter of OpenAPI, with what is allowed, what it defaults to, and an example."""

from collections.abc import Iterator
from typing import Any, get_args
from urllib.parse import parse_qsl

from app.binary import MEDIA_TYPE
from app.core.catalogue import CONVENTIONS, FUNCTIONS, LOSSES, METHODS, OBJECTIVES, PENALTIES, STEP_RULES
from app.core.experiment import Experiment
from app.core.lexer import LONGEST
from app.link_text import PACKED
from app.query import VERSION, decode, encode

EXAMPLES = {
    "Descent on |θ|": "loss=absolute&start=-1&steps=60&run.1=subgradient&run.1.step=constant&run.1.step.size=0.3",
    "0/0 on an exact fit": "objective=scale&data=1:2,2:4,3:6&start=0&convention=naive&run.1.step.size=0.25",
    "A line by least absolute deviations": "objective=line&run.1=adam&run.1.step.size=0.05&steps=300",
    "A narrow valley": "objective=function&f=weighted_absolute&run.1.step=inverse_sqrt",
    "A written function": "objective=function&f=abs(a)%2B10*abs(b)&run.1.step.size=0.05",
    "The lasso": "objective=plane&loss=squared&reduction=sum&penalty=l1&penalty.weight=1&run.1.step.size=0.1",
}
BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
TYPES = {"steps": "integer", "batch": "integer", "seed": "integer", "frame": "integer"}
FORMS = {
    "data": " A row's numbers are joined by colons, rows by commas.",
    "start": " One number for each parameter, joined by commas.",
    "view": " low:high, for two parameters both joined by a comma.",
}
NUMBER = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?"
NUMBERS = f"^{NUMBER}(,{NUMBER})*$"
ROW = f"{NUMBER}(:{NUMBER})*"
PATTERNS = {
    "data": f"^({PACKED}[A-Za-z0-9_-]*|{ROW}(, *{ROW})*)$",
    "start": NUMBERS,
    "view": f"^{NUMBER}:{NUMBER}(,{NUMBER}:{NUMBER})?$",
}
"""How what is neither a word nor one number is spelt."""
ELSEWHERE = {"frame": "17", "view": "-3:3"}
"""Examples of keys that no canonical link needs."""


def _canonical() -> dict[str, str]:
    """A value for as many keys as the examples have, as a canonical link writes it."""
    found: dict[str, str] = {}
    for query in EXAMPLES.values():
        found |= dict(encode(decode(parse_qsl(query)))) | found
    return found


def _parameter(name: str, description: str, schema: dict[str, Any], examples: dict[str, str]) -> dict[str, Any]:
    example = examples.get(name, schema.get("default"))
    known = {} if example is None else {"example": example}
    return {"name": name, "in": "query", "description": description.strip(), "schema": schema, **known}


def _version() -> dict[str, Any]:
    return _parameter("v", "Version of the link.", {"type": "string", "enum": [VERSION], "default": VERSION}, {})


def _choice(name: str, registry: dict[str, type[Any]], default: str, about: str, examples: dict[str, str]) -> Any:
    """The parameter that chooses an entry, and one for each parameter of any entry."""
    schemas: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for kind, entry in registry.items():
        for field, schema in entry.parameters_schema()["properties"].items():
            schemas.setdefault(field, []).append((kind, schema))
    yield _parameter(name, about, {"type": "string", "enum": list(registry), "default": default}, examples)
    for field, entries in schemas.items():
        some = {f"{name}.{field}": entries[0][1]["default"]} | examples
        yield _parameter(f"{name}.{field}", _descriptions(entries), _common(entries), some)


def _function(examples: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The key f: any name or formula; and the parameters of named functions."""
    about = (
        f"With objective=function: a name ({', '.join(FUNCTIONS)}), or a formula in a (one parameter) or a and b "
        "(two), and in the data columns x and y, of which it is then the mean."
    )
    _, *parameters = _choice("f", FUNCTIONS, "weighted_absolute", "", examples)
    schema = {"type": "string", "default": "weighted_absolute", "maxLength": LONGEST}
    yield _parameter("f", about, schema, examples)
    yield from parameters


def _descriptions(entries: list[tuple[str, dict[str, Any]]]) -> str:
    """What a parameter means for each entry that has it; said once where they agree."""
    kinds_by_text: dict[str, list[str]] = {}
    for kind, schema in entries:
        kinds_by_text.setdefault(schema.get("description", ""), []).append(kind)
    return " ".join(f"{', '.join(kinds)}: {text}" for text, kinds in kinds_by_text.items())


def _common(entries: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """What the schemas of all entries agree on."""
    first = entries[0][1]
    wanted = ("type", "default", *BOUNDS)
    return {key: first[key] for key in wanted if key in first and all(s.get(key) == first[key] for _, s in entries)}


def _plain(name: str, examples: dict[str, str]) -> dict[str, Any]:
    """A key of its own, from the field of the experiment."""
    field = Experiment.model_fields[name]
    schema: dict[str, Any] = {"type": TYPES.get(name, "string")}
    schema |= {"pattern": PATTERNS[name]} if name in PATTERNS else {}
    choices = [each for each in get_args(field.annotation) if isinstance(each, str)]
    schema |= {"enum": choices} if choices else {}
    schema |= {} if field.default in ((), None) else {"default": field.default}
    for each in field.metadata:
        for bound, key in (("ge", "minimum"), ("le", "maximum")):
            if hasattr(each, bound):
                schema[key] = getattr(each, bound)
    return _parameter(name, (field.description or "") + FORMS.get(name, ""), schema, examples)


def link_parameters() -> list[dict[str, Any]]:
    """All keys in the canonical order; run.1 stands for run.1 to run.8."""
    examples = ELSEWHERE | _canonical()
    run, step = "The method of run 1; run.2 to run.8 likewise.", "The step rule of run 1; run.2.step likewise."
    return [
        _version(),
        *_choice("objective", OBJECTIVES, "point", "What is minimised.", examples),
        *_function(examples),
        *(_plain(name, examples) for name in ("data", "reduction")),
        *_choice("loss", LOSSES, "absolute", "The function of one residual.", examples),
        *_choice("penalty", PENALTIES, "none", "What the parameters themselves cost.", examples),
        *_choice("convention", CONVENTIONS, "zero", "What is reported at a kink.", examples),
        *(_plain(name, examples) for name in ("start", "steps")),
        *_choice("run.1", METHODS, "subgradient", run, examples),
        *_choice("run.1.step", STEP_RULES, "constant", step, examples),
        *(_plain(name, examples) for name in ("batch", "seed", "precision", "frame", "view")),
    ]


ARRAYS = {
    "name": "arrays", "in": "query",
    "description": "How arrays are sent: lists, base64 of float32, or bytes behind the JSON.",
    "schema": {"type": "string", "enum": ["json", "base64", "binary"], "default": "json"}, "example": "json",
}  # fmt: skip
DOCUMENTED: dict[str, Any] = {"parameters": [*link_parameters(), ARRAYS], "x-examples": EXAMPLES}
"""What each route that takes a link adds to its description."""


def add_binary(schema: dict[str, Any]) -> None:
    """Say of each route in an OpenAPI document that takes `arrays` that its answer may be bytes."""
    described = {"schema": {"type": "string", "format": "binary"}}
    for operation in (each for operations in schema["paths"].values() for each in operations.values()):
        forms = operation.get("requestBody", {}).get("content", {}).values()
        keys = {each["name"] for each in operation.get("parameters", [])}.union(
            *(form["schema"].get("properties", {}) for form in forms)
        )
        if ARRAYS["name"] in keys:
            operation["responses"]["200"]["content"][MEDIA_TYPE] = described
