"""The shapes of the answers: what OpenAPI documents and the tests hold the answers to."""

from app.api.shapes.base import ERRORS
from app.api.shapes.catalogue import CatalogueAnswer
from app.api.shapes.datasets import DatasetsAnswer
from app.api.shapes.descent import DescentAnswer
from app.api.shapes.experiment import ExperimentAnswer
from app.api.shapes.fits import FitsAnswer
from app.api.shapes.frameworks import FrameworksAnswer
from app.api.shapes.landscape import LandscapeByItself
from app.api.shapes.loss import LossAnswer
from app.api.shapes.read_data import ReadDataAnswer
from app.api.shapes.smoothing import SmoothingAnswer
from app.api.shapes.subdifferential import SubdifferentialAnswer
from app.api.shapes.sweep import SweepAnswer

__all__ = [
    "ERRORS", "CatalogueAnswer", "DatasetsAnswer", "DescentAnswer", "ExperimentAnswer", "FitsAnswer",
    "FrameworksAnswer", "LandscapeByItself", "LossAnswer", "ReadDataAnswer", "SmoothingAnswer", "SubdifferentialAnswer",
    "SweepAnswer",
]  # fmt: skip
