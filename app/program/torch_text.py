"""What PyTorch has of its own: losses, operations and optimisers, as source."""

from typing import Any

from app.core.convention import Convention
from app.core.entrant import Run
from app.core.loss import Loss
from app.core.tape import Tape
from app.program.tape_text import Line, TapeText

ZEROS = "{r}, torch.zeros_like({r}), reduction='none'"
NATIVE = {
    "absolute": "torch.abs({r})",
    "squared": "({r}) ** 2 / 2",
    "huber": f"torch.nn.functional.huber_loss({ZEROS}, delta={{delta!r}})",
    "smooth_l1": f"torch.nn.functional.smooth_l1_loss({ZEROS}, beta={{delta!r}})",
    "hinge": "torch.relu(1 - {r})",
    "perceptron": "torch.relu(-{r})",
    "squared_hinge": "torch.relu(1 - {r}) ** 2",
    "epsilon_insensitive": "torch.relu(torch.abs({r}) - {epsilon!r})",
    "logistic": "-torch.nn.functional.logsigmoid({r})",
    "positive_part": "torch.relu({r})",
}
"""Losses by their kind, each with the slope 0 at a kink: PyTorch's sign(0) and the derivative of its relu."""

OPTIMISERS: dict[str, tuple[str, dict[str, Any]]] = {
    "subgradient": ("SGD", {}),
    "heavy_ball": ("SGD", {"momentum": "momentum"}),
    "nesterov": ("SGD", {"momentum": "momentum", "nesterov": True}),
    "adagrad": ("Adagrad", {"eps": "epsilon"}),
    "adadelta": ("Adadelta", {"rho": "decay", "eps": "epsilon"}),
    "rmsprop": ("RMSprop", {"alpha": "decay", "eps": "epsilon"}),
    "adam": ("Adam", {"betas": ("beta1", "beta2"), "eps": "epsilon"}),
    "amsgrad": ("Adam", {"betas": ("beta1", "beta2"), "eps": "epsilon", "amsgrad": True}),
    "adamax": ("Adamax", {"betas": ("beta1", "beta2"), "eps": "epsilon"}),
    "adamw": ("AdamW", {"betas": ("beta1", "beta2"), "eps": "epsilon", "weight_decay": "weight_decay"}),
    "nadam": ("NAdam", {"betas": ("beta1", "beta2"), "eps": "epsilon"}),
    "radam": ("RAdam", {"betas": ("beta1", "beta2"), "eps": "epsilon"}),
    "rprop": ("Rprop", {}),
}
"""Methods by their kind: the class in torch.optim, and its options by our parameters."""
RULES = {"constant", "geometric", "inverse", "inverse_sqrt"}
"""Step rules that look at nothing but k."""
OPERATIONS = {
    "Add": "{u[0]} + {u[1]}", "Subtract": "{u[0]} - {u[1]}", "Multiply": "{u[0]} * {u[1]}", "Divide": "{u[0]} / {u[1]}",
    "Power": "{u[0]} ** {p.exponent!r}", "Sqrt": "torch.sqrt({u[0]})", "Exp": "torch.exp({u[0]})",
    "Log": "torch.log({u[0]})", "Sin": "torch.sin({u[0]})", "Cos": "torch.cos({u[0]})", "Tanh": "torch.tanh({u[0]})",
    "Sign": "torch.sign({u[0]})", "Select": "torch.where({u[0]}, {u[1]}, {u[2]})",
}  # fmt: skip
TIES = {"Larger", "Norm"}
"""Operations on several operands whose slope at a kink PyTorch chooses itself, as the convention zero does."""


def native(loss: Loss, convention: Convention) -> bool:
    """Whether PyTorch has a loss that answers as the convention does."""
    return loss.kind in NATIVE and (convention.kind == "zero" or not loss.kinks())


def loss_text(loss: Loss, convention: Convention, r: str, word: str) -> str:
    """A loss of r, by PyTorch's own or by one that is told the convention, of this name."""
    if native(loss, convention):
        return NATIVE[loss.kind].format(r=r, **loss.parameters())
    return f"Reported.apply({r}, {word})"


def optimiser(run: Run) -> str | None:
    """A method in torch.optim with its options; None where it has none, or the step rule looks at more than k."""
    if run.method.kind not in OPTIMISERS or run.step.kind not in RULES:
        return None
    given, (word, options) = run.method.parameters(), OPTIMISERS[run.method.kind]
    if "nesterov" in options and not given["momentum"]:  # PyTorch allows no Nesterov without momentum
        return None
    chosen = {name: _value(option, given) for name, option in options.items()}
    return f"(torch.optim.{word}, {chosen!r})"


def _value(option: Any, given: dict[str, Any]) -> Any:
    if isinstance(option, tuple):
        return tuple(given[each] for each in option)
    return given[option] if isinstance(option, str) else option


class TorchText(TapeText):
    """The text of a tape in PyTorch's operations, which differentiate themselves."""

    def __init__(
        self, tape: Tape, names: tuple[str, ...], parameters: int, words: dict[Loss, str], convention: Convention
    ) -> None:
        self.words, self.convention = words, convention
        super().__init__(tape, names, parameters, words.__getitem__)

    def bridged(self) -> list[Loss]:
        """The losses that have to be told the convention."""
        alone = [line.primitive.loss for line in self.lines if line.primitive.loss and line.word not in TIES]
        return list(dict.fromkeys(loss for loss in alone if not native(loss, self.convention)))

    def is_tied(self) -> bool:
        """Whether an operation of several operands has kinks."""
        return any(line.word in TIES for line in self.lines)

    def _forward(self, line: Line) -> str:
        if line.word == "Larger":
            word = "maximum" if getattr(line.primitive, "way", 1) > 0 else "minimum"
            return f"torch.{word}({', '.join(map(_tensor, line.u))})"
        if line.word == "Norm":
            sides = f"torch.stack(torch.broadcast_tensors({', '.join(map(_tensor, line.u))}))"
            return f"torch.linalg.vector_norm({sides}, dim=0)"
        if line.word == "Less":
            return super()._forward(line)
        if line.primitive.loss:
            loss = line.primitive.loss
            return loss_text(loss, self.convention, line.u[0], self.words[loss])
        return OPERATIONS[line.word].format(u=line.u, p=line.primitive)

    def _operand(self, i: int, is_fixed: bool) -> str:
        text = super()._operand(i, False)
        return _tensor(text) if is_fixed else text


def _tensor(text: str) -> str:
    """A number as a tensor; a name as it is."""
    return text if text.isidentifier() else f"torch.tensor({text})"
