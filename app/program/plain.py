"""What a definition is without that which only the project needs: types, long docstrings, cases that cannot come."""

import ast
from copy import deepcopy
from typing import NamedTuple

CASTS = {"in_double", "half_in_double"}
"""Decorators that do nothing in float64."""
SIMPLE = {"int", "float", "str", "bool"}


class Facts(NamedTuple):
    """What is known of an experiment when its program is written."""

    precision: str
    classes: frozenset[tuple[str, bool]]
    """Classes, and whether every object that is asked about is of it; of one that is missing that is not known."""
    absent: frozenset[str] = frozenset()
    """Arguments that are always None."""


class Plain(ast.NodeTransformer):
    """Removes annotations and the branches that the facts decide."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.classes = dict(facts.classes)
        self.kept: set[int] = set()
        """The docstrings, which are statements as those are that comment on a variable."""

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        node.body = documented(node.body)
        if docstring(node.body) is not None:
            self.kept.add(id(node.body[0]))
        self._drop_absent(node)
        if self.facts.precision == "float64":
            node.decorator_list = [each for each in node.decorator_list if name_of(each) not in CASTS]
        self.generic_visit(node)
        node.body = _reachable(node.body)
        return node

    def _drop_absent(self, node: ast.FunctionDef) -> None:
        """Leave out arguments that are always None, from the last one on."""
        while node.args.args and node.args.args[-1].arg in self.facts.absent:
            node.args.args.pop()
            if node.args.defaults:
                node.args.defaults.pop()

    def visit_Name(self, node: ast.Name) -> ast.AST:
        is_absent = isinstance(node.ctx, ast.Load) and node.id in self.facts.absent
        return ast.Constant(None) if is_absent else node

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        if ast.unparse(node) == "check()":  # whether somebody waits, which whoever runs a program does
            return None
        return self.generic_visit(node) if not isinstance(node.value, ast.Constant) or id(node) in self.kept else None

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        self.generic_visit(node)
        return ast.Assign([node.target], node.value) if node.value else None

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        while node.args and is_constant(node.args[-1], None) and isinstance(node.func, ast.Attribute) and _asks(node):
            node.args.pop()
        if name_of(node.func) == "cast" and len(node.args) == 2:
            return node.args[1]
        if name_of(node.func) == "isinstance" and name_of(node.args[1]) in self.classes:
            return ast.Constant(self.classes[name_of(node.args[1])])
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        known = self._compared(node)
        return node if known is None else ast.Constant(known)

    def _compared(self, node: ast.Compare) -> bool | None:
        left, operation, right = node.left, node.ops[0], node.comparators[0]
        if isinstance(operation, ast.Is | ast.IsNot) and is_constant(left, None) and is_constant(right, None):
            return isinstance(operation, ast.Is)
        is_dtype = isinstance(left, ast.Attribute) and left.attr == "dtype"
        if self.facts.precision != "float64" or not is_dtype or not isinstance(operation, ast.Eq | ast.NotEq):
            return None
        return (ast.unparse(right) == "np.float64") == isinstance(operation, ast.Eq)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        is_or = isinstance(node.op, ast.Or)
        kept: list[ast.expr] = []
        for value in node.values:
            if isinstance(value, ast.Constant):
                if bool(value.value) == is_or:
                    kept.append(value)
                    break
                continue
            kept.append(value)
        return ast.BoolOp(node.op, kept) if len(kept) > 1 else kept[0] if kept else ast.Constant(not is_or)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        decided = isinstance(node.op, ast.Not) and isinstance(node.operand, ast.Constant)
        return ast.Constant(not node.operand.value) if decided else node  # type: ignore[attr-defined]

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.test, ast.Constant):
            return node.body if node.test.value else node.orelse
        return node

    def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
        self.generic_visit(node)
        if isinstance(node.test, ast.Constant):
            return node.body if node.test.value else node.orelse
        node.body = _reachable(node.body)
        return node


def _asks(node: ast.Call) -> bool:
    """Whether a call asks a convention."""
    return isinstance(node.func, ast.Attribute) and node.func.attr in ("report", "pick")


def _reachable(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements up to the first that leaves."""
    for i, statement in enumerate(body):
        if isinstance(statement, ast.Return | ast.Raise):
            return body[: i + 1]
    return body or [ast.Pass()]


def plain(node: ast.stmt, facts: Facts) -> ast.stmt:
    """A copy of a definition, without what a program does not need."""
    found = Plain(facts).visit(deepcopy(node))
    assert isinstance(found, ast.stmt)
    return ast.fix_missing_locations(found)


def documented(body: list[ast.stmt]) -> list[ast.stmt]:
    """The body with the first line of its docstring alone, or without it where that is LaTeX."""
    text = docstring(body)
    if text is None:
        return body
    line = text.strip().split("\n", 1)[0]
    rest = body[1:]
    if "\\" in line:
        return rest or [ast.Pass()]
    return [ast.Expr(ast.Constant(line)), *rest]


def docstring(body: list[ast.stmt]) -> str | None:
    """The docstring that a body begins with."""
    first = body[0].value if body and isinstance(body[0], ast.Expr) else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def is_abstract(node: ast.stmt) -> bool:
    """Whether a method only says that others have to define it."""
    if not isinstance(node, ast.FunctionDef):
        return False
    body = node.body[1:] if docstring(node.body) is not None else node.body
    return len(body) == 1 and isinstance(body[0], ast.Raise) and "NotImplementedError" in ast.unparse(body[0])


def is_constant(node: ast.AST, value: object) -> bool:
    """Whether a node is this very constant."""
    return isinstance(node, ast.Constant) and node.value is value


def name_of(node: ast.AST) -> str:
    """The name that a node is, or the last after a dot, or that is called; empty for anything else."""
    if isinstance(node, ast.Call):
        return name_of(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def field_type(annotation: ast.expr) -> ast.expr:
    """A field's annotation, as far as a program of its own can say it."""
    word = name_of(annotation)
    if word in SIMPLE:
        return ast.Name(word, ast.Load())
    return ast.parse("np.ndarray" if word == "Array" else "object", mode="eval").body
