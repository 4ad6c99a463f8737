"""One of the runs that an experiment compares."""

from pydantic import BaseModel, ConfigDict, Field, SerializeAsAny

from app.core.catalogue import METHODS, STEP_RULES
from app.core.limits import MOST_RUNS
from app.core.method import Method
from app.core.problem import Problem
from app.core.step_rule import StepRule


class Run(BaseModel):
    """One of the runs that are compared: its number gives it its colour and shape."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    number: int = Field(1, ge=1, le=MOST_RUNS)
    method: SerializeAsAny[Method] = METHODS["subgradient"]()
    step: SerializeAsAny[StepRule] = STEP_RULES["constant"]()

    def unmet(self, problem: Problem, batch: int) -> str:
        """Why the run can't be made on a problem, in words; empty when it can."""
        if batch and not self.method.is_stochastic:
            return f"{self.method.kind} looks at all samples at each step: batch=0 or another method is allowed"
        needed = self.method.unmet(problem)
        return f"{self.method.kind} needs {needed}" if needed else self.step.unmet(self.method, problem)

    @property
    def is_elementwise(self) -> bool:
        """Whether its steps are the same arithmetic at each k, whatever the oracle answers."""
        return self.method.is_elementwise and self.step.is_scheduled

    @property
    def title(self) -> str:
        """The run in words: its method, its step rule and the step's length."""
        if not self.method.has_step_size:
            return self.method.title
        size = self.step.parameters().get("size")
        length = "" if size is None else f" {size:g}"
        return f"{self.method.title}, {self.step.phrase}{length}"
