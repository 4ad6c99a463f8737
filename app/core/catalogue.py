"""All registries: every entry that there is, by the word that chooses it."""

from app.core.convention import Convention
from app.core.finding import Finding
from app.core.function import Function
from app.core.loss import Loss
from app.core.method import Method
from app.core.objective import Objective
from app.core.penalty import Penalty
from app.core.registry import discover
from app.core.solver import Solver
from app.core.step_rule import StepRule
from app.core.theory import Theory

LOSSES = discover("app.core.losses", Loss)
OBJECTIVES = discover("app.core.objectives", Objective)
FUNCTIONS = discover("app.core.functions", Function)
PENALTIES = discover("app.core.penalties", Penalty)
CONVENTIONS = discover("app.core.conventions", Convention)
METHODS = discover("app.core.methods", Method)
STEP_RULES = discover("app.core.step_rules", StepRule)
SOLVERS = discover("app.core.solvers", Solver)
FINDINGS = discover("app.core.findings", Finding)
THEORIES = discover("app.core.theories", Theory)
