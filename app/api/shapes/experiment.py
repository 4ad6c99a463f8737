"""The shape of everything at once."""

from typing import Any

from app.api.shapes.base import Shape
from app.api.shapes.descent import DescentAnswer
from app.api.shapes.landscape import LandscapeAnswer
from app.api.shapes.loss import LossAnswer


class ExperimentAnswer(Shape):
    """Loss, landscape and descent."""

    link: str
    """The canonical link."""
    title: str
    """The experiment in words."""
    experiment: dict[str, Any]
    """Its settings as plain values."""
    loss: LossAnswer
    """As /api/v1/loss gives it."""
    landscape: LandscapeAnswer
    """As /api/v1/landscape gives it."""
    descent: DescentAnswer
    """As /api/v1/descent gives it."""
