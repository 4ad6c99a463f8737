"""The program that asks a framework for the derivative of an expression, with the calls that were measured."""

import ast
from string import Template

from app.frameworks.expression import Expression
from app.frameworks.measurement import Framework, Measurement, frameworks

SIGNS = {ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<="}
POINTS = {"nan": 'float("nan")', "inf": 'float("inf")', "-inf": '-float("inf")', "-0": "-0.0"}
LIFTED = "two"
"""The wrapper that the probes put around calls that take tensors alone."""


class Unsaid(ValueError):  # noqa: N818  # reads as what it is
    """A call that the measurement does not name, or names by a function of the probes' own."""


def program(measurement: Measurement, expression: Expression, at: str) -> str | None:
    """The program, or None where the measurement does not say all that it takes."""
    framework = frameworks()[measurement.name]
    try:
        formula = _Spelled(measurement, framework).visit(ast.parse(expression.formula, mode="eval").body)
    except Unsaid:
        return None
    known = {"at": POINTS.get(at, repr(float(at))), "dtype": measurement.dtype}
    text = ast.unparse(ast.fix_missing_locations(formula))
    return Template(framework.program).substitute(known, f=text).strip() + "\n"


def calls_of(measurement: Measurement, expression: Expression) -> dict[str, str]:
    """What was called for each name in an expression, as the measurement has it."""
    names = [node.func.id for node in ast.walk(expression.tree) if _is_named(node)]  # type: ignore[attr-defined]
    return {name: measurement.calls[name] for name in dict.fromkeys(names) if name in measurement.calls}


def _is_named(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)


def _parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


class _Spelled(ast.NodeTransformer):
    """Replaces each name of a formula by the framework's own call."""

    def __init__(self, measurement: Measurement, framework: Framework) -> None:
        self.calls = framework.calls | measurement.calls
        self.framework = framework
        self.dtype = measurement.dtype

    def visit_Constant(self, node: ast.Constant) -> ast.expr:  # the base class names it so
        return self._number(node, self.framework.number)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        if isinstance(node.operand, ast.Constant):
            return self._number(node, self.framework.number)
        return ast.UnaryOp(node.op, self.visit(node.operand))

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        exponent = node.right if isinstance(node.op, ast.Pow) and self.framework.number == "$c" else None
        return ast.BinOp(self.visit(node.left), node.op, exponent or self.visit(node.right))

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        parts = {"left": ast.unparse(self.visit(node.left)), "right": ast.unparse(self.visit(node.comparators[0]))}
        return _parsed(Template(self.framework.compare).substitute(parts, sign=SIGNS[type(node.ops[0])]))

    def visit_Call(self, node: ast.Call) -> ast.expr:
        assert isinstance(node.func, ast.Name)
        called = _parsed(self.calls.get(node.func.id, node.func.id))
        lifted = isinstance(called, ast.Call) and ast.unparse(called.func) == LIFTED
        if lifted and isinstance(called, ast.Call):
            given = [self._lifted(each) for each in node.args]
            return ast.Call(called.args[0], given, [])
        return _applied(called, [self.visit(each) for each in node.args])

    def _lifted(self, node: ast.expr) -> ast.expr:
        plain = not any(isinstance(each, ast.Name) for each in ast.walk(node))
        lifted: ast.expr = self._number(node, self.framework.constant) if plain else self.visit(node)
        return lifted

    def _number(self, node: ast.expr, form: str) -> ast.expr:
        return _parsed(Template(form).substitute(c=ast.unparse(node), dtype=self.dtype))


def _applied(called: ast.expr, arguments: list[ast.expr]) -> ast.expr:
    """A call of a function by its name, or the body of a lambda with its arguments put in.

    Raises:
        Unsaid: when the function is one of the probes' own, which the measurement does not give.
    """
    if isinstance(called, ast.Lambda):
        _refuse_unknown(called.body)
        if isinstance(called.body, ast.IfExp) and not _asks_type(called.body):
            return ast.Call(called, arguments, [])  # put in, it would not compute what is not chosen
        names = [each.arg for each in called.args.args]
        filled: ast.expr = _Filled(dict(zip(names, arguments, strict=True))).visit(called.body)
        return filled
    if isinstance(called, ast.Name) and called.id.isupper():
        raise Unsaid(called.id)
    return ast.Call(called, arguments, [])


def _asks_type(choice: ast.IfExp) -> bool:
    return isinstance(choice.test, ast.Call) and ast.unparse(choice.test.func) == "isinstance"


def _refuse_unknown(body: ast.expr) -> None:
    for node in ast.walk(body):
        if _is_named(node) and node.func.id.isupper():  # type: ignore[attr-defined]
            raise Unsaid(node.func.id)  # type: ignore[attr-defined]


class _Filled(ast.NodeTransformer):
    """Puts arguments in the place of a lambda's parameters."""

    def __init__(self, arguments: dict[str, ast.expr]) -> None:
        self.arguments = arguments

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.arguments.get(node.id, node)

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        """A choice by the type of an argument is made here: a number is no tensor."""
        test = self.visit(node.test)
        is_number = isinstance(test.args[0], ast.Constant)
        chosen: ast.expr = self.visit(node.orelse if is_number else node.body)
        return chosen
