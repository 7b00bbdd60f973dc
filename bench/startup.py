"""What a kernel takes for its first cell, has taken and holds after tutorial 2, and takes for a long step: startup.py [RUNS].

Run it with the Python of the checkout's .venv after ``./arignote classpath``, once for each ``ARIGNOTE_PROFILE``. Each figure is
the least and the median of the runs. Linux only: processor time and memory are read from /proc.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import time
from pathlib import Path

import nbformat
from jupyter_client.manager import start_new_kernel

TUTORIAL = Path(__file__).resolve().parents[1] / "notebooks" / "2_sixteen_points.ipynb"
SECONDS = 300
LONG = """RandomState draws = new RandomState(1);
Expr rows = T.matrix("rows"), targets = T.matrix("targets");
Shared first = shared(draws.normal(0, 0.1, 20, 30), "first"), second = shared(draws.normal(0, 0.1, 30, 5), "second");
Expr loss = T.mean(T.sqr(T.softmax(T.dot(T.tanh(T.dot(rows, first)), second)) - targets));
List<Expr> slopes = T.grad(loss, List.of(first, second));
CompiledFunction step = function(inputs(rows, targets), outputs(loss),
        update(first, first - 0.1 * slopes.get(0)), update(second, second - 0.1 * slopes.get(1)));
var allRows = draws.normal(0, 1, 20_000, 20);
var allTargets = draws.normal(0, 1, 20_000, 5);
for (int i = 0; i < 40; i++) step.applyAsDouble(allRows, allTargets);"""
STEPS = 20


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(pid: int) -> float:
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024


def figures() -> dict[str, float]:
    start = time.monotonic()
    manager, client = start_new_kernel(kernel_name="arignote", env={**os.environ, "OMP_NUM_THREADS": "1"}, cwd=str(TUTORIAL.parent))
    pid = manager.provisioner.process.pid

    def run(code: str) -> None:
        reply = client.execute_interactive(code, timeout=SECONDS, output_hook=lambda message: None)["content"]
        assert reply["status"] == "ok", reply

    try:
        run("1 + 1")
        found = {"first cell, s": time.monotonic() - start, "processor for it, s": processor_seconds(pid)}
        for cell in nbformat.read(TUTORIAL, 4).cells:
            if cell.cell_type == "code":
                run(cell.source)
        found |= {"tutorial 2, processor, s": processor_seconds(pid), "tutorial 2, memory, MB": megabytes(pid)}
        run(LONG)
        start = time.monotonic()
        run(f"for (int i = 0; i < {STEPS}; i++) step.applyAsDouble(allRows, allTargets);")
        return {**found, "network 20-30-5, 20 000 rows, a step, ms": (time.monotonic() - start) / STEPS * 1000}
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    runs = [figures() for _ in range(int(sys.argv[1]) if sys.argv[1:] else 3)]
    for name in runs[0]:
        values = [run[name] for run in runs]
        print(f"{name:40} {min(values):8.2f} {statistics.median(values):8.2f}")
