"""What a figure to take away is: of which experiments there is one."""

from typing import ClassVar

from app.core.described import Described
from app.core.experiment import Experiment


class Figure(Described):
    """One figure of an experiment."""

    title: ClassVar[str]

    def flaw(self, experiment: Experiment) -> str:
        """Why there is no such figure of an experiment; empty where there is."""
        return ""
