"""Logistic regression for a handful of weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

STEPS = 30


def fit_logistic(x: NDArray[np.float64], y: NDArray[np.float64], penalty: float = 1.0) -> NDArray[np.float64]:
    """Weights by Newton's method with an L2 penalty on all of them. `x`: [cases, features]; `y`: 0 or 1."""
    w = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty * np.eye(len(w))
        w -= np.linalg.solve(hessian, x.T @ (p - y) + penalty * w)
    return w
