"""The plain NumPy formulation of an echo-state network and of ridge regression, timed on command for bench/Glia.Benchmarks.

Reads commands from standard input, one a line, and answers each with seconds: `setup N density`, `dense steps`, `sparse steps`, `ridge steps`.
Needs NumPy (with OpenBLAS, one thread) and, for `sparse`, SciPy.
"""
import os
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"
import numpy as np  # noqa: E402
import scipy.sparse  # noqa: E402

PENALTY = 1e-6


class Reservoir:
    def __init__(self, units, density):
        random = np.random.default_rng(1)
        present = random.random((units, units)) < density
        weights = random.standard_normal((units, units)) * present / np.sqrt(density * units)
        self.dense = weights.astype(np.float32)
        self.sparse = scipy.sparse.csr_matrix(self.dense)
        self.input = random.choice([-1, 1], units).astype(np.float32)
        self.state = np.zeros(units, np.float32)
        self.units = units

    def run(self, weights, steps):
        x = self.state
        for step in range(steps):
            x = np.tanh(weights @ x + self.input * np.float32(0.01 * step))
        self.state = x

    def ridge(self, steps):
        random = np.random.default_rng(2)
        states = random.standard_normal((steps, self.units)).astype(np.float32)
        targets = random.standard_normal((steps, 1))
        begin = time.perf_counter()
        x = states.astype(np.float64)
        x -= x.mean(axis=0)
        y = targets - targets.mean(axis=0)
        products = x.T @ x
        gathered = time.perf_counter() - begin
        products[np.diag_indices(self.units)] += PENALTY
        np.linalg.solve(products, x.T @ y)
        return gathered, time.perf_counter() - begin


def main():
    reservoir = None
    for line in sys.stdin:
        command, *numbers = line.split()
        if command == "setup":
            reservoir = Reservoir(int(numbers[0]), float(numbers[1]))
            print(f"numpy {np.__version__}", flush=True)
        elif command == "ridge":
            print(*reservoir.ridge(int(numbers[0])), flush=True)
        else:
            weights = reservoir.dense if command == "dense" else reservoir.sparse
            begin = time.perf_counter()
            reservoir.run(weights, int(numbers[0]))
            print(time.perf_counter() - begin, flush=True)


main()
