"""Measures the benchmarks' work in one of the peers, each by its own best practice.

peers.py (pytensor | jax | numpy | torch) [--quick] --points N… --works NAME…

Prints JSON: the peer's version, and for each work the microseconds of every repeat.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time

import numpy as np
from by_jax import Jax
from by_numpy import NumPy
from by_pytensor import PyTensor
from by_torch import PyTorch
from work import LOGISTIC, NETWORKS, PRODUCTS, SUMS, Step, Wait, line_data

EAGER_POINTS = (16, 10_000)
IMAGES = 64
SIZED = {"product": PRODUCTS, "sum": tuple(SUMS), "logistic": LOGISTIC}
PROGRAMS = ("view", "scan", "scan_gradient", "elman", "slices", "lstm")
PEERS = {"pytensor": PyTensor, "jax": Jax, "numpy": NumPy, "torch": PyTorch}


def measured(work: tuple[Step, Wait], quick: bool) -> list[float]:
    """Microseconds a step in each of several batches, after a warm-up and long enough for the clock."""
    step, wait = work
    warm_up, length, repeats = (0.5, 0.1, 5) if quick else (1.0, 0.3, 10)
    steps, begin = 0, time.perf_counter()
    while time.perf_counter() - begin < warm_up:
        timed(step, wait, 10)
        steps += 10
    batch = max(1, int(steps * length / (time.perf_counter() - begin)))
    return [timed(step, wait, batch) / batch * 1e6 for _ in range(repeats)]


def timed(step: Step, wait: Wait, batch: int) -> float:
    start = time.perf_counter()
    for _ in range(batch):
        step()
    wait()
    return time.perf_counter() - start


def check(peer: object) -> None:
    """Ten steps of the line and of the network have to end where NumPy's by hand do."""
    makers = [lambda p: p.line(*line_data(16)), *(lambda p, layers=layers: p.network(layers) for layers in NETWORKS)]
    for make in makers:
        compare(make(peer), make(NumPy()))


def compare(work: tuple[Step, Wait], by_hand: tuple[Step, Wait]) -> None:
    ends = []
    for step, wait in (work, by_hand):
        for _ in range(10):
            step()
        ends.append(wait())
    if not np.isclose(*ends, rtol=1e-9, atol=0):
        sys.exit(f"its step ends at {ends[0]!r} where NumPy's ends at {ends[1]!r}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--points", type=int, nargs="+", required=True)
    parser.add_argument("--works", nargs="+", required=True, help="the names of the rows that are asked for")
    options = parser.parse_args()
    peer = PEERS[options.peer]()
    works: dict[str, list[float]] = {}

    def is_asked(name: str, way: str) -> bool:
        """Whether it is, and this peer has it."""
        return name in options.works and hasattr(peer, way)

    if is_asked("building first", "building"):
        once = [timed(peer.building(), lambda: 0.0, 1) * 1e6 for _ in range(4)]
        works["building first"], works["building again"] = once[:1], once[1:]
    check(peer)
    for points in options.points:
        if is_asked(f"line {points}", "line"):
            works[f"line {points}"] = measured(peer.line(*line_data(points)), options.quick)
    if is_asked("sample", "sample"):
        works["sample"] = measured(peer.sample(), options.quick)
    for layers in NETWORKS:
        if is_asked(f"network {layers}", "network"):
            works[f"network {layers}"] = measured(peer.network(layers), options.quick)
    if is_asked("convolution", "convolution"):
        works["convolution"] = measured(peer.convolution(IMAGES), options.quick)
    for way, sizes in SIZED.items():
        for size in sizes:
            if is_asked(f"{way} {size}", way):
                work = getattr(peer, way)(size)
                compare(work, getattr(NumPy(), way)(size))
                works[f"{way} {size}"] = measured(work, options.quick)
    for way in PROGRAMS:
        if is_asked(way.replace("_", " "), way):
            work = getattr(peer, way)()
            compare(work, getattr(NumPy(), way)())  # this one: PyTensor takes a minute to make another
            works[way.replace("_", " ")] = measured(work, options.quick)
    for points in EAGER_POINTS:
        if hasattr(peer, "eager") and any(re.fullmatch(f"eager .*{points}", name) for name in options.works):
            for name, work in peer.eager(points).items():
                works[f"{name} {points}"] = measured(work, options.quick)
    print(json.dumps({"version": peer.version, "works": works}))


if __name__ == "__main__":
    main()
