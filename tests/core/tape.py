"""An oracle that plays answers from a list: what methods and step rules are tested with alone."""

import numpy as np

STEPS = 25


class Tape:
    """An oracle that answers from a list, whatever it is asked; its prox shrinks towards 0."""

    optimum = 0.25

    def __init__(self, answers):
        self.answers, self.asked = answers, 0

    def subgradient(self, x):
        self.asked += 1
        return self.answers[self.asked - 1].copy()

    def value(self, x):
        return np.abs(x).sum(-1)

    def prox(self, x, weight):
        return x / (1 + weight)


def tape(seed, rows=1, columns=2):
    """Subgradients of every size, some of them 0 or ±1."""
    random = np.random.default_rng(seed)
    answers = random.normal(size=(STEPS, rows, columns)) * 10.0 ** random.integers(-3, 3, (STEPS, rows, columns))
    return np.where(random.random(answers.shape) < 0.3, np.sign(answers.round()), answers)
