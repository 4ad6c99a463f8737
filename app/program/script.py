"""An experiment as a Python script that ends at the numbers of the page.

The mathematics is copied out of the source of the core, so that an entry that is added there can be taken away
at once; the frame around it is in templates/program.
"""

import ast
import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.core.experiment import Experiment
from app.core.function_problem import FunctionProblem
from app.core.written import Written
from app.program.collecting import Collection
from app.program.plain import Facts
from app.program.reading import Key, attributes
from app.program.setting import has_rule, key_of, loss_names, losses_of, setting
from app.program.tape_text import expression_lines
from app.program.text import clean, comment, literal, made, table
from app.program.writing import definition, imports, ordered

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "program"
ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
ENVIRONMENT.globals |= {"clean": clean, "comment": comment, "literal": literal, "table": table}
SHORT = {"subgradient", "value", "data_subgradient", "penalty", "optimum", "steps", "epsilon"}
"""What the oracle of a short script answers; where more is asked, the real one is taken along."""
STEPS = {"init", "step", "step_size", "width"}
"""What a run asks of its method and its step rule."""
MASKED: Key = ("app.core.kinked", "masked")
REAL: list[Key] = [("app.core.oracle", "Oracle")]
PART: Key = ("app.core.parts", "Part")
BUILT: list[Key] = [("app.core.expression", "Expression"), ("app.core.function", "Function")]

Groups = dict[str, list[Key]]
"""The definitions that are taken from the core, by their place in the program."""


def script(experiment: Experiment, address: str) -> str:
    """The text of the program.

    Args:
        experiment: what it makes.
        address: of the page that shows the same.
    """
    asked = asked_of_oracle(experiment)
    is_whole = needs_whole(experiment, asked)
    groups = {
        "model": _model(experiment, is_whole, "penalty" in asked),
        "convention": [key_of(experiment.convention)],
        "exact": [PART, key_of(experiment.problem), *REAL] if is_whole else [],
        "runs": run_keys(experiment),
    }
    known = setting(experiment, asked) | {
        "address": address,
        "is_whole": is_whole,
        "looks": is_whole or experiment.convention.draws or experiment.batch > 0,
        "oracle": "Asked" if is_whole else "Oracle",
    }
    return written("script.py.j2", experiment, groups, facts(experiment, is_whole), known)


def needs_whole(experiment: Experiment, asked: set[str]) -> bool:
    """Whether more is asked than values and subgradients; of a function's problem its named points are enough."""
    known = SHORT | ({"problem"} if experiment.f else set())
    return experiment.convention.whole or bool(asked - known)


def facts(experiment: Experiment, is_whole: bool) -> Facts:
    """What is known when the program is written."""
    absent = {"sides"} if experiment.convention.draws else {"sides", "uniform"}
    is_function = isinstance(experiment.problem, FunctionProblem)
    classes = {("Affine", not is_function), ("FunctionProblem", is_function), ("Interval", False)}
    return Facts(experiment.precision, frozenset(classes), frozenset(() if is_whole else absent))


def run_keys(experiment: Experiment) -> list[Key]:
    """The methods, and the step rules that matter to them."""
    pairs = ((run.method, run.step) if has_rule(run) else (run.method,) for run in experiment.runs)
    return [key_of(entry) for pair in pairs for entry in pair]


def asked_of_oracle(experiment: Experiment) -> set[str]:
    """What the methods and step rules ask of the oracle."""
    found = Collection(facts(experiment, True), run_keys(experiment), STEPS)
    nodes = (node for each in found.pieces.values() for part in each.parts() for node in ast.walk(part.node))
    dotted = (node for node in nodes if isinstance(node, ast.Attribute))
    return {node.attr for node in dotted if isinstance(node.value, ast.Name) and node.value.id == "oracle"}


def _model(experiment: Experiment, is_whole: bool, shrinks: bool) -> list[Key]:
    """The objective, losses and penalty, or what a function is made of."""
    problem = experiment.problem
    if not isinstance(problem, FunctionProblem):
        entries = [experiment.objective, *losses_of(experiment), *([experiment.penalty] if shrinks else [])]
        return [key_of(entry) for entry in entries]
    if not is_whole:
        return [*map(key_of, loss_names(problem)), MASKED]
    if not isinstance(experiment.f, Written):
        return [key_of(experiment.f)]
    primitives = {key_of(operation.primitive) for operation in problem.tape.operations}
    return [*map(key_of, loss_names(problem)), *sorted(primitives), *BUILT]


def written(template: str, experiment: Experiment, groups: Groups, known_facts: Facts, known: dict[str, Any]) -> str:
    """A template's text, filled with the definitions that it and the groups reach.

    It is made twice: what the frame asks of objects has to be known before the definitions are collected.
    """
    frame = ENVIRONMENT.get_template(template)
    draft = frame.render(known | _spelled({}) | {"taken": lambda group: "", "everything": "verdict", "formula": ["0"]})
    roots = [key for keys in groups.values() for key in keys]
    collection = Collection(known_facts, roots, attributes(ast.parse(draft)))
    done: set[Key] = set()
    texts = {
        group: "\n\n\n".join(definition(collection, key) for key in ordered(collection, keys, done))
        for group, keys in groups.items()
    }
    spelled = _spelled(collection.names)
    everything = "\n".join(texts.values())
    filled = {"taken": texts.__getitem__, "everything": everything, "formula": _formula(experiment, known, spelled)}
    body = frame.render(known | spelled | filled)
    head, mark, rest = body.partition("# %%")
    text = f"{head.rstrip()}\n\n{imports(collection, body)}\n\n\n{mark}{rest.rstrip()}\n"
    return re.sub(r"\n{3,}(?=\S)", "\n\n\n", text)


def _spelled(names: dict[Key, str]) -> dict[str, Any]:
    """The words of the templates for definitions, once they have names, or by those that they have in the core."""
    return {
        "name_of": lambda module, name: names.get((module, name), name),
        "made": lambda entry: made(names.get(key_of(entry), type(entry).__name__), entry),
    }


def _formula(experiment: Experiment, known: dict[str, Any], spelled: dict[str, Any]) -> list[str]:
    """The body of a formula as the lines that build its expression again, where that is wanted."""
    problem = experiment.problem
    if not (known.get("is_formula") and known["is_whole"] and isinstance(problem, FunctionProblem)):
        return []
    names = (*experiment.names, *experiment.columns)
    return expression_lines(problem.tape, names, spelled["name_of"], spelled["made"])
