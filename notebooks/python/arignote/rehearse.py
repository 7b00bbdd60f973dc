"""Runs a tutorial as a class would, and says how many students this machine carries: python -m arignote.rehearse [--students N] [NAME]

Each student is a kernel of its own, with the profile for a class, that starts together with the others, runs all cells and stays.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil
from arignote.execute import ENVIRONMENT, KERNEL, cleared, first_line, read
from arignote.own import NOT_FOR_READERS
from arignote.profiles import CLASS, VARIABLE, machine
from arignote.run import show
from arignote.tutorials import NOTEBOOKS, Problem, choose, explained, names, others, said, say
from arignote.words import aligned
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

MB = 1 << 20
LOOK_SECONDS = 0.5
# What the system and JupyterLab's server keep for themselves.
KEPT = 512 * MB
SERVER_PER_STUDENT = 10 * MB
HEADINGS = ("student", "starts after", "ready after", "processor", "memory")


@dataclass(frozen=True)
class Student:
    """Seconds from the common start, seconds of processors, and bytes that are this kernel's own at the most."""

    started: float
    ready: float
    processor: float
    memory: int
    error: str = ""


class Watch(threading.Thread):
    """Looks at a process now and then, and keeps the most memory that it had to itself."""

    def __init__(self, process: psutil.Process):
        super().__init__(daemon=True)
        self.process, self.most, self.processor, self.is_over = process, 0, 0.0, threading.Event()

    def look(self) -> None:
        try:
            self.most = max(self.most, own_memory(self.process))
            times = self.process.cpu_times()
            self.processor = times.user + times.system
        except psutil.Error:
            pass

    def run(self) -> None:
        while not self.is_over.wait(LOOK_SECONDS):
            self.look()


def own_memory(process: psutil.Process) -> int:
    """What would be free without it; where the system does not tell, all that it has."""
    try:
        return process.memory_full_info().uss
    except (psutil.AccessDenied, AttributeError):
        return process.memory_info().rss


def attend(notebook, folder: Path, begin: float, all_done: threading.Barrier) -> Student:
    """One student: starts a kernel, runs all cells, and keeps it until all others are done."""
    client = NotebookClient(
        cleared(notebook), kernel_name=KERNEL, timeout=None, resources={"metadata": {"path": str(folder)}}
    )
    error, started, watch = "", 0.0, None
    try:
        manager = client.create_kernel_manager()
        client.start_new_kernel(env={**os.environ, **ENVIRONMENT, VARIABLE: CLASS})
        watch = Watch(psutil.Process(manager.provisioner.process.pid))
        watch.start()
        with client.setup_kernel():
            started = time.monotonic() - begin
            try:
                for index, cell in enumerate(client.nb.cells):
                    client.execute_cell(cell, index)
            except CellExecutionError as failure:
                error = first_line(str(failure).split("------------------\n")[-1]) or "a cell failed"
            ready = time.monotonic() - begin
            watch.look()
            all_done.wait()
        return Student(started, ready, watch.processor, watch.most, error)
    except BaseException:
        all_done.abort()
        raise
    finally:
        if watch:
            watch.is_over.set()


def rehearse(folder: Path, name: str, students: int) -> list[Student]:
    """So many students at once, on the notebook of that name."""
    notebook = read(folder / f"{name}.ipynb")
    with tempfile.TemporaryDirectory(prefix="arignote-class-") as desk:
        for path in folder.iterdir():
            if path.is_dir() and path.name not in NOT_FOR_READERS and not path.name.startswith((".", "_")):
                show(path, Path(desk) / path.name)
        begin, barrier = time.monotonic(), threading.Barrier(students)
        with ThreadPoolExecutor(students) as pool:
            seats = [pool.submit(attend, notebook, Path(desk), begin, barrier) for _ in range(students)]
            return [seat.result() for seat in seats]


def carried(memory: int, each: int) -> int:
    """How many kernels of this size are in that much memory, with the server."""
    return max(0, (memory - KEPT) // (each + SERVER_PER_STUDENT))


def report(name: str, attended: list[Student]) -> list[str]:
    """The table, and what follows from it."""
    here = machine()
    rows = [tuple(map(said, HEADINGS))]
    for number, student in enumerate(attended, 1):
        memory = f"{student.memory / MB:.0f} MB"
        rows.append((str(number), f"{student.started:.1f} s", f"{student.ready:.1f} s", f"{student.processor:.1f} s", memory))
    lines = aligned(rows, ">" * len(HEADINGS))
    most, processor = max(s.memory for s in attended), max(s.processor for s in attended)
    seats = carried(here.memory, most)
    lines += [
        "",
        f"{name} at once by {len(attended)}, each with the profile for a class, on {here.cores:g} cores and {here.memory / MB:.0f} MB:",
        f"memory carries {seats} student{'' if seats == 1 else 's'}, at {most / MB:.0f} MB each;",
        f"all cells of {seats or 1} at once would keep the cores busy for {(seats or 1) * processor / here.cores:.0f} s.",
    ]
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(prog="arignote rehearse", allow_abbrev=False)
    parser.add_argument("name", metavar="NAME", nargs="?", help="a tutorial; the first unless told")
    parser.add_argument("--students", type=int, default=2, metavar="N", help="how many at once, 2 unless told")
    parser.add_argument("--notebooks", type=Path, default=NOTEBOOKS, metavar="FOLDER")
    options = parser.parse_args()
    with explained(options.notebooks):
        known = [*names(options.notebooks), *others(options.notebooks)]
        if not known:
            raise Problem(f"there are no notebooks in {options.notebooks}")
        name = choose([options.name], known)[0] if options.name else known[0]
        if options.students < 1:
            raise Problem(f"a class has a student or more, not {options.students}")
        say(f"{options.students} kernels run {name}")
        attended = rehearse(options.notebooks, name, options.students)
        print("\n".join(map(said, report(name, attended))))
        failed = [f"student {number}: {s.error}" for number, s in enumerate(attended, 1) if s.error]
        for line in failed:
            say(line)
        return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
