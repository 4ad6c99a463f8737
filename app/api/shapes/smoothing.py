"""The shape of what smoothing does to the minimiser."""

from app.api.shapes.base import Gapped, Series, Shape
from app.api.shapes.minimisers import Minimisers


class Shift(Shape):
    """What so much smoothing does."""

    value: float
    """Of the parameter that smooths."""
    minimiser: float
    """Of the smoothed fit."""
    bias: float
    """It minus the nearest minimiser of the fit that is not smoothed."""
    predicted_bias: float | None
    """The same to leading order; null where theory knows no prediction."""


class SmoothingAnswer(Shape):
    """The bias over a range of smoothings, measured and predicted."""

    loss: str
    """The loss that smooths."""
    sharp: str
    """The loss that is smoothed: what is left when the parameter goes to 0."""
    parameter: str
    """The key of the link that says how much is smoothed."""
    symbol: str
    """Its sign in formulas."""
    current: Shift
    """What the link's own value does."""
    minimisers: Minimisers
    """Where F is least without smoothing."""
    value: Series
    """Values of the parameter, ascending, up to the spread of the data."""
    minimiser: Series
    """Of the smoothed fit, at each."""
    bias: Series
    """It minus the nearest minimiser of the fit that is not smoothed, at each."""
    predicted_bias: Gapped
    """The same to leading order, at each; null where theory knows no prediction."""
