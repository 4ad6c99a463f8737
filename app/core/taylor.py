"""Taylor coefficients of the powers 0 to `most`, at a number c."""

import math


def binomial(p: float, most: int) -> list[float]:
    """Of uᵖ, at 1."""
    a = [1.0]
    for k in range(most):
        a.append(a[-1] * (p - k) / (k + 1))
    return a


def exponential(c: float, most: int) -> list[float]:
    """Of eᵘ."""
    return [math.exp(c) / math.factorial(k) for k in range(most + 1)]


def logarithm(c: float, most: int) -> list[float]:
    """Of log u, at a positive number."""
    return [math.log(c)] + [(-1) ** (k + 1) / (k * c**k) for k in range(1, most + 1)]


def sine(c: float, most: int) -> list[float]:
    """Of sin u."""
    turns = math.sin(c), math.cos(c), -math.sin(c), -math.cos(c)
    return [turns[k % 4] / math.factorial(k) for k in range(most + 1)]


def cosine(c: float, most: int) -> list[float]:
    """Of cos u."""
    turns = math.cos(c), -math.sin(c), -math.cos(c), math.sin(c)
    return [turns[k % 4] / math.factorial(k) for k in range(most + 1)]


def hyperbolic_tangent(c: float, most: int) -> list[float]:
    """Of tanh u."""
    a = [math.tanh(c)]
    for k in range(most):  # y′ = 1 − y²
        square = sum(a[i] * a[k - i] for i in range(k + 1))
        a.append(((k == 0) - square) / (k + 1))
    return a
