"""A function's tape as straight-line NumPy: each operation a line forwards, and its share of the slope backwards."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, NamedTuple

from app.core.expression import Expression
from app.core.loss import Loss
from app.core.primitive import Constant, Parameter, Primitive
from app.core.tape import Operation, Tape
from app.program.text import literal

FORWARDS: dict[str, str] = {
    "Add": "{u[0]} + {u[1]}", "Subtract": "{u[0]} - {u[1]}", "Multiply": "{u[0]} * {u[1]}", "Divide": "{u[0]} / {u[1]}",
    "Power": "{u[0]} ** {p.exponent!r}", "Sqrt": "np.sqrt({u[0]})", "Exp": "np.exp({u[0]})", "Log": "np.log({u[0]})",
    "Sin": "np.sin({u[0]})", "Cos": "np.cos({u[0]})", "Tanh": "np.tanh({u[0]})",
    "Absolute": "np.abs({u[0]})", "Relu": "np.maximum({u[0]}, 0)", "Sign": "np.sign({u[0]})",
    "Select": "np.where({u[0]}, {u[1]}, {u[2]})", "Applied": "{loss}.value({u[0]})",
}  # fmt: skip
"""What computes each operation, of its operands u."""

BACKWARDS: dict[str, tuple[str | None, ...]] = {
    "Add": ("{g}", "{g}"), "Subtract": ("{g}", "-{g}"), "Multiply": ("{g} * {u[1]}", "{g} * {u[0]}"),
    "Divide": ("{g} * (1.0 / {u[1]})", "{g} * (-{out} / {u[1]})"),
    "Power": ("{g} * ({p.exponent!r} * {u[0]} ** {less!r})",), "Sqrt": ("{g} * (0.5 / {out})",),
    "Exp": ("{g} * {out}",), "Log": ("{g} * (1.0 / {u[0]})",), "Sin": ("{g} * np.cos({u[0]})",),
    "Cos": ("{g} * -np.sin({u[0]})",), "Tanh": ("{g} * (1.0 - {out} * {out})",),
    "Absolute": ("{g} * {s}",), "Relu": ("masked({g}, {s})",), "Applied": ("{g} * {s}",),
    "Sign": (None,), "Less": (None, None),
    "Select": (None, "np.where({u[0]}, {g}, 0)", "np.where({u[0]}, 0, {g})"),
}  # fmt: skip
"""What each adds to the slopes of its operands, from its own slope g and the slope s that the convention reports."""


class Line(NamedTuple):
    """One operation of a tape, with the names of its result, its operands and its slope."""

    operation: Operation
    out: str
    u: list[str]
    loss: str
    s: str

    @property
    def primitive(self) -> Primitive:
        """What is done."""
        return self.operation.primitive

    @property
    def word(self) -> str:
        """Its kind."""
        return type(self.primitive).__name__


class TapeText:
    """The text of a tape.

    Args:
        tape: what is written.
        names: of the parameters and, behind them, the data columns.
        parameters: how many of them are parameters.
        loss_name: the name of a loss in the program.
    """

    def __init__(self, tape: Tape, names: tuple[str, ...], parameters: int, loss_name: Callable[[Loss], str]) -> None:
        self.names, self.parameters = list(names), parameters
        self.loss_name = loss_name
        self.results: list[str] = []
        self.lines: list[Line] = []
        self.is_fixed: list[bool] = []
        for operation in tape.operations:
            self._add(operation)

    def _add(self, operation: Operation) -> None:
        primitive = operation.primitive
        is_fixed = isinstance(primitive, Constant)
        if isinstance(primitive, Parameter):
            self.results.append(self.names[primitive.index])
        elif isinstance(primitive, Constant):
            self.results.append(repr(float(primitive.number)))
        else:
            is_fixed = all(self.is_fixed[i] for i in operation.operands)
            u = [self._operand(i, is_fixed) for i in operation.operands]
            out, loss = f"u{len(self.lines) + 1}", primitive.loss
            s = f"s{operation.term + 1}" if operation.term is not None else ""
            self.lines.append(Line(operation, out, u, self.loss_name(loss) if loss else "", s))
            self.results.append(out)
        self.is_fixed.append(is_fixed)

    def _operand(self, i: int, is_fixed: bool) -> str:
        """An operand; a number that meets no array has to be of the run's precision."""
        text = self.results[i]
        is_number = self.is_fixed[i] and not text.startswith("u")
        if is_number and is_fixed:
            return f"theta.dtype.type({text})"
        return f"({text})" if text.startswith("-") else text

    @property
    def outs(self) -> str:
        """All results, the last one last, as a tuple."""
        names = [line.out for line in self.lines]
        return "".join(f"{name}, " for name in (names if self.result in names else [*names, self.result])).rstrip()

    @property
    def result(self) -> str:
        """The name of the last."""
        return self.results[-1]

    def forwards(self) -> list[str]:
        """The operations in their order."""
        return [f"{line.out} = {self._forward(line)}" for line in self.lines]

    def _forward(self, line: Line) -> str:
        if line.word == "Larger":
            word = "maximum" if getattr(line.primitive, "way", 1) > 0 else "minimum"
            return f"np.{word}({line.u[0]}, {line.u[1]})"
        if line.word == "Norm":
            return _nested("np.hypot", line.u) if len(line.u) > 1 else f"np.abs({line.u[0]})"
        if line.word == "Less":
            return f"{line.u[0]} {'<' if getattr(line.primitive, 'strict', True) else '<='} {line.u[1]}"
        return FORWARDS[line.word].format(u=line.u, p=line.primitive, loss=line.loss)

    def backwards(self, uniform: bool) -> list[str]:
        """The slopes from the result to the parameters; each line of a term begins with the slope that is reported."""
        slopes: dict[str, str] = {self.result: "np.ones(len(theta), theta.dtype)"}
        text: list[str] = []
        for line in reversed(self.lines):
            if line.out in slopes:
                text.append(f"g_{line.out} = {slopes[line.out]}")
                text += self._reported(line, uniform)
                self._pull(line, slopes)
        given = (f"g_{name} = {slopes.get(name, f'np.zeros_like({name})')}" for name in self.names[: self.parameters])
        return [*text, *given]

    def _reported(self, line: Line, uniform: bool) -> list[str]:
        if not line.s:
            return []
        argument = {"Larger": " - ".join(line.u), "Norm": line.out}.get(line.word, line.u[0])
        drawn = f", uniform[:, {line.operation.term}]" if uniform else ""
        found = [f"{line.s} = CONVENTION.report({line.loss}, {argument}{drawn})"]
        if line.word == "Larger":
            share = line.s if getattr(line.primitive, "way", 1) > 0 else f"-1 * {line.s}"
            found = [*found, f"{line.s} = {share}"] if share != line.s else found
        if line.word == "Norm":
            found.append(f"{line.s}_even = theta.dtype.type({len(line.u) ** -0.5!r})")
            found.append(f"{line.s}_safe = np.where({line.out} == 0, np.ones_like({line.out}), {line.out})")
        return found

    def _pull(self, line: Line, slopes: dict[str, str]) -> None:
        for operand, share in zip(line.operation.operands, self._shares(line), strict=True):
            name = self.results[operand]
            is_number = self.is_fixed[operand] and not name.startswith("u")
            if share is not None and not is_number and name not in self.names[self.parameters :]:
                slopes[name] = f"{slopes[name]} + {share}" if name in slopes else share

    def _shares(self, line: Line) -> list[str | None]:
        if line.word == "Norm":
            ratio = "np.where({out} == 0, {s}_even, {each} / {s}_safe)"
            return [f"g_{line.out} * ({line.s} * {ratio.format(out=line.out, s=line.s, each=each)})" for each in line.u]
        if line.word == "Larger":
            return [f"masked(g_{line.out}, (1 {sign} {line.s}) / 2)" for sign in "+-"]
        less: Any = getattr(line.primitive, "exponent", 0) - 1
        given = {"g": f"g_{line.out}", "u": line.u, "out": line.out, "s": line.s, "p": line.primitive, "less": less}
        return [None if share is None else share.format(**given) for share in BACKWARDS[line.word]]


def expression_lines(
    tape: Tape, names: tuple[str, ...], name_of: Callable[[str, str], str], made: Callable[[Loss], str]
) -> list[str]:
    """The body that builds a tape's expression again, an operation a line.

    Args:
        tape: what is built.
        names: of the parameters and data columns.
        name_of: the name in the program of a module's class.
        made: the call that makes a loss.
    """
    results: list[str] = []
    lines: list[str] = []
    node = name_of(Expression.__module__, "Expression")
    for primitive, operands, _ in tape.operations:
        if isinstance(primitive, Parameter):
            results.append(names[primitive.index])
            continue
        values = (getattr(primitive, each.name) for each in fields(primitive))
        given = ", ".join(made(value) if isinstance(value, Loss) else literal(value) for value in values)
        word = name_of(type(primitive).__module__, type(primitive).__name__)
        results.append(f"n{len(lines) + 1}")
        before = "".join(f"{results[i]}, " for i in operands)
        lines.append(f"{results[-1]} = {node}({word}({given}), ({before}))")
    return [*lines, f"return {results[-1]}"]


def _nested(function: str, arguments: list[str]) -> str:
    """function(function(a, b), c)."""
    text = arguments[0]
    for each in arguments[1:]:
        text = f"{function}({text}, {each})"
    return text
