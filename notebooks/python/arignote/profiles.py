"""What a kernel finds of its machine, and how Java is started for that: for one reader, or for a class.

``ARIGNOTE_PROFILE=reader`` or ``class`` decides; else cores and memory do, those of the container if there is one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from arignote.tutorials import Problem

VARIABLE = "ARIGNOTE_PROFILE"
READER, CLASS = "reader", "class"
MB, GB = 1 << 20, 1 << 30
# With less than this, what makes long computations fast takes more than it gives.
READER_CORES, READER_MEMORY = 2, 3 * GB
# A class shares a machine: so much for the values of each kernel, unless a container says what is one's own.
CLASS_HEAP = 512 * MB
# Of a container's memory; the rest is for Java itself, for arrays outside of the heap and for the server.
HEAP_SHARE = 0.4
# In which a reader gives options of Java.
JAVAS_VARIABLES = ("JJAVA_JVM_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")


@dataclass(frozen=True)
class Machine:
    """Cores and bytes that a process may use."""

    cores: float
    memory: int
    limited: bool = False
    """Whether a container holds the memory down."""


def machine(root: Path = Path("/")) -> Machine:
    """This machine, or what its container leaves of it."""
    cores, memory = limits(root)
    whole = physical_memory(root)
    limited = memory is not None and (not whole or memory < whole)
    return Machine(min(cores or usable_cores(), usable_cores()), memory if limited else whole, limited)


def usable_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def physical_memory(root: Path = Path("/")) -> int:
    """In bytes; 0 where it is not known, as on Windows."""
    for line in lines(root / "proc" / "meminfo"):
        if line.startswith("MemTotal:"):
            return int(line.split()[1]) * 1024
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0


def limits(root: Path) -> tuple[float | None, int | None]:
    """Cores and bytes that control groups allow, the least of a group and all above it; None where they set no limit."""
    cores, memory = [], []
    for controllers, group in groups(root):
        base = root / "sys" / "fs" / "cgroup"
        if not controllers:  # version 2: one tree
            for folder in upwards(base, group):
                cores += quota(words(folder / "cpu.max"))
                memory += numbers(folder / "memory.max")
            continue
        for folder in upwards(base / controllers, group):
            if "memory" in controllers.split(","):
                memory += numbers(folder / "memory.limit_in_bytes")
            if "cpu" in controllers.split(","):
                cores += quota(words(folder / "cpu.cfs_quota_us") + words(folder / "cpu.cfs_period_us"))
    return min(cores, default=None), min(memory, default=None)


def groups(root: Path) -> list[tuple[str, str]]:
    """The control groups of this process: controllers, none in version 2, and the place in their tree."""
    found = [line.split(":", 2) for line in lines(root / "proc" / "self" / "cgroup")]
    return [(parts[1], parts[2].lstrip("/")) for parts in found if len(parts) == 3]


def upwards(base: Path, group: str) -> list[Path]:
    """The folder of a group and those above it. In a container the tree often begins at the group itself."""
    parts = [part for part in group.split("/") if part not in ("", "..")]
    return [base.joinpath(*parts[:n]) for n in range(len(parts), -1, -1)]


def quota(found: list[str]) -> list[float]:
    """Microseconds of processor time in a period of so many: as cores."""
    if len(found) != 2 or not all(word.isdigit() for word in found) or int(found[1]) == 0:
        return []  # "max" or -1: no limit
    return [int(found[0]) / int(found[1])]


def numbers(path: Path) -> list[int]:
    return [int(word) for word in words(path) if word.isdigit()]


def words(path: Path) -> list[str]:
    return " ".join(lines(path)).split()


def lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def choice(found: Machine, environment: Mapping[str, str]) -> str:
    """The name of the profile.

    Raises a Problem if the variable names none.
    """
    asked = environment.get(VARIABLE, "").strip()
    if asked and asked not in (READER, CLASS):
        raise Problem(f"{VARIABLE} is {asked}; it may be {READER} or {CLASS}, or not be set")
    if asked:
        return asked
    small = found.cores < READER_CORES or 0 < found.memory < READER_MEMORY
    return CLASS if small else READER


def options(found: Machine, environment: Mapping[str, str]) -> list[str]:
    """What Java is started with here, beside what it is started with anywhere.

    Raises a Problem as ``choice`` does.
    """
    name = choice(found, environment)
    container = [f"-Darignote.container={found.memory}"] if found.limited else []  # for the error on full memory
    if name == READER:
        return container
    heap = int(found.memory * HEAP_SHARE) if found.limited else CLASS_HEAP
    has_collector = any(re.search(r"-XX:\+Use\w+GC\b", environment.get(variable, "")) for variable in JAVAS_VARIABLES)
    return [
        *([] if has_collector else ["-XX:+UseSerialGC"]),  # Java takes one and refuses a second
        "-Xms40m",
        "-Xmn20m",
        # What is free after a collection goes back, but for this share: 12 % less memory after a tutorial, for the same processor time.
        "-XX:MinHeapFreeRatio=10",
        "-XX:MaxHeapFreeRatio=20",
        f"-Xmx{max(64, heap // MB)}m",
        # An archive of classes lies where it was made for: its pages are those of all kernels. Moved, each kernel has its own.
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:ArchiveRelocationMode=0",
        # The first compiler takes a fraction of the second one's time and memory. Vectors are slow with it.
        "-XX:TieredStopAtLevel=1",
        "-Darignote.vectors=none",
        *container,
    ]


def sentence(found: Machine, environment: Mapping[str, str]) -> str:
    """The profile and its reasons, for a reader."""
    name = choice(found, environment)
    memory = f"{found.memory / GB:.1f} GB" if found.memory else "memory that is not known"
    asked = f"{VARIABLE} is set; " if environment.get(VARIABLE, "").strip() else ""
    where = "in this container" if found.limited else "here"
    count = f"{found.cores:g} core{'' if found.cores == 1 else 's'}"
    return f"{name} ({asked}{count} and {memory} {where})"
