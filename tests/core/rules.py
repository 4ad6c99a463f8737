"""The rules of PyTorch's optimisers, and of optax's Lion, number by number: what our methods are held to.

Each takes a method for its parameters, the subgradients of one run, its start and its step size, and yields iterates.
"""

import math


def sign(a):
    return (a > 0) - (a < 0)


def subgradient(m, gs, x, lr):
    for g in gs:
        x = [t - lr * a for t, a in zip(x, g, strict=True)]
        yield x


def sgd(m, gs, x, lr, nesterov=False):
    buffer = None
    for g in gs:
        buffer = list(g) if buffer is None else [m.momentum * b + a for b, a in zip(buffer, g, strict=True)]
        d = [a + m.momentum * b for a, b in zip(g, buffer, strict=True)] if nesterov else buffer
        x = [t - lr * a for t, a in zip(x, d, strict=True)]
        yield x


def adagrad(m, gs, x, lr):
    total = [0.0] * len(x)
    for g in gs:
        total = [s + a * a for s, a in zip(total, g, strict=True)]
        x = [t - lr * a / (math.sqrt(s) + m.epsilon) for t, a, s in zip(x, g, total, strict=True)]
        yield x


def rmsprop(m, gs, x, lr):
    v = [0.0] * len(x)
    for g in gs:
        v = mean_of_squares(v, g, m.decay)
        x = [t - lr * a / (math.sqrt(b) + m.epsilon) for t, a, b in zip(x, g, v, strict=True)]
        yield x


def adadelta(m, gs, x, lr):
    v, u = [0.0] * len(x), [0.0] * len(x)
    for g in gs:
        v = mean_of_squares(v, g, m.decay)
        d = [math.sqrt(c + m.epsilon) / math.sqrt(b + m.epsilon) * a for c, b, a in zip(u, v, g, strict=True)]
        u = mean_of_squares(u, d, m.decay)
        x = [t - lr * a for t, a in zip(x, d, strict=True)]
        yield x


def lerp(start, end, weight):
    return start + weight * (end - start) if weight < 0.5 else end - (end - start) * (1 - weight)


def mean_of_squares(v, g, share):
    return [share * b + (1 - share) * a * a for b, a in zip(v, g, strict=True)]


def moments(m, gs, size):
    """k, gₖ, mₖ and vₖ."""
    mean, v = [0.0] * size, [0.0] * size
    for k, g in enumerate(gs, 1):
        mean = [lerp(b, a, 1 - m.beta1) for b, a in zip(mean, g, strict=True)]
        v = mean_of_squares(v, g, m.beta2)
        yield k, g, mean, v


def adam(m, gs, x, lr, weight_decay=0.0, amsgrad=False):
    largest = [0.0] * len(x)
    for k, _, mean, v in moments(m, gs, len(x)):
        largest = [max(a, b) for a, b in zip(largest, v, strict=True)]
        x = [t * (1 - lr * weight_decay) for t in x]
        one, two = 1 - m.beta1**k, math.sqrt(1 - m.beta2**k)
        roots = [math.sqrt(b) / two + m.epsilon for b in (largest if amsgrad else v)]
        x = [t - lr / one * a / root for t, a, root in zip(x, mean, roots, strict=True)]
        yield x


def nadam(m, gs, x, lr):
    product = 1.0
    for k, g, mean, v in moments(m, gs, len(x)):
        mu, following = (m.beta1 * (1 - 0.5 * 0.96 ** (i * 4e-3)) for i in (k, k + 1))
        product *= mu
        a, b = lr * (1 - mu) / (1 - product), lr * following / (1 - product * following)
        roots = [math.sqrt(c / (1 - m.beta2**k)) + m.epsilon for c in v]
        x = [t - a * c / root - b * d / root for t, c, d, root in zip(x, g, mean, roots, strict=True)]
        yield x


def radam(m, gs, x, lr):
    most = 2 / (1 - m.beta2) - 1
    for k, _, mean, v in moments(m, gs, len(x)):
        one, two = 1 - m.beta1**k, 1 - m.beta2**k
        rho, shares = most - 2 * k * m.beta2**k / two, [1.0] * len(x)
        if rho > 5:
            r = math.sqrt((rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho))
            shares = [r * math.sqrt(two) / (math.sqrt(b) + m.epsilon) for b in v]
        x = [t - lr * a / one * share for t, a, share in zip(x, mean, shares, strict=True)]
        yield x


def adamax(m, gs, x, lr):
    u = [0.0] * len(x)
    for k, g, mean, _ in moments(m, gs, len(x)):
        u = [max(m.beta2 * b, abs(a) + m.epsilon) for b, a in zip(u, g, strict=True)]
        x = [t - lr / (1 - m.beta1**k) * a / b for t, a, b in zip(x, mean, u, strict=True)]
        yield x


def rprop(m, gs, x, lr):
    before, length = [0.0] * len(x), [lr] * len(x)
    for g in gs:
        turns = [sign(a * b) for a, b in zip(g, before, strict=True)]
        length = [min(max(s * {1: 1.2, 0: 1, -1: 0.5}[t], 1e-6), 50) for s, t in zip(length, turns, strict=True)]
        before = [0.0 if t < 0 else a for a, t in zip(g, turns, strict=True)]
        x = [t - sign(a) * s for t, a, s in zip(x, before, length, strict=True)]
        yield x


def sign_descent(m, gs, x, lr):
    for g in gs:
        x = [t - lr * sign(a) for t, a in zip(x, g, strict=True)]
        yield x


def lion(m, gs, x, lr):
    mean = [0.0] * len(x)
    for g in gs:
        u = [sign((1 - m.beta1) * a + m.beta1 * b) for a, b in zip(g, mean, strict=True)]
        mean = [m.beta2 * b + (1 - m.beta2) * a for a, b in zip(g, mean, strict=True)]
        x = [t - lr * (a + m.weight_decay * t) for t, a in zip(x, u, strict=True)]
        yield x


RULES = {
    "subgradient": subgradient,
    "heavy_ball": sgd,
    "nesterov": lambda *args: sgd(*args, nesterov=True),
    "adagrad": adagrad,
    "rmsprop": rmsprop,
    "adadelta": adadelta,
    "adam": adam,
    "adamw": lambda m, *args: adam(m, *args, weight_decay=m.weight_decay),
    "amsgrad": lambda *args: adam(*args, amsgrad=True),
    "nadam": nadam,
    "radam": radam,
    "adamax": adamax,
    "rprop": rprop,
    "sign": sign_descent,
    "lion": lion,
}
"""By the method's kind."""
