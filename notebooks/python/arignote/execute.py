"""Runs notebooks on the Java kernel, each in a kernel of its own, and asks it for values."""

from __future__ import annotations

import os
import re
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Callable, Iterable

import nbformat
from arignote.tutorials import Problem
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbclient.util import run_sync
from nbformat import NotebookNode
from nbformat.reader import NotJSONError

KERNEL = "arignote"
CELL_SECONDS = 300
# The order of a sum, and with it the last digit of a committed output, must not depend on the cores.
ENVIRONMENT = {"OMP_NUM_THREADS": "1"}
AT_A_TIME = 2
# The tag of a cell that puts out something else in each run or on each machine, times for instance: nothing of it is kept.
VARIES = "varies"
# How a cell begins that asks before it tells; a translation says its text in another language.
QUESTION = "predictFirst("

KERNELSPEC = {"name": KERNEL, "display_name": "Java (Arignote)", "language": "java"}
# As the kernel tells it, whatever its JDK: a notebook that is opened stays the same file.
LANGUAGE = {
    "name": "java",
    "version": "17",
    "mimetype": "text/x-java-source",
    "file_extension": ".jshell",
    "pygments_lexer": "java",
    "codemirror_mode": "java",
}

running: set[KernelManager] = set()
starting = threading.Lock()


@dataclass(frozen=True)
class Task:
    """A notebook to run in a folder, and the Java expressions to evaluate when it has run."""

    name: str
    notebook: NotebookNode
    folder: Path
    expressions: list[str] = field(default_factory=list)
    original: str | None = None
    """The task whose notebook this one translates; if that runs, too, its outputs are taken."""


@dataclass(frozen=True)
class Execution:
    name: str
    notebook: NotebookNode
    seconds: float
    error: str | None = None
    """Cell and first line of the error that stopped the notebook."""
    values: dict[str, list[float] | str] = field(default_factory=dict)
    """Per expression its numbers, or the sentence that says why there are none."""
    plain: NotebookNode | None = None
    """The notebook in plain Java, without outputs; only of one that ran to its end."""


def execute(task: Task) -> Execution:
    """Runs all cells from the top; an error stops the notebook and is told in the result."""
    notebook = cleared(task.notebook)
    start, error, values, plain = time.monotonic(), None, {}, None
    client = NotebookClient(
        notebook,
        kernel_name=KERNEL,
        timeout=CELL_SECONDS,
        record_timing=False,
        resources={"metadata": {"path": str(task.folder)}},
    )
    number = 0
    try:
        with starting:
            running.add(client.create_kernel_manager())
            client.start_new_kernel(env={**os.environ, **ENVIRONMENT})
        with client.setup_kernel():
            for index, cell in enumerate(notebook.cells):
                number += cell.cell_type == "code"
                client.execute_cell(cell, index, execution_count=client.code_cells_executed + 1)
            plain = in_plain_java(notebook, ask(client.kc, "arignote.notebook.operators.PlainCells.statements()"))
            values = {e: evaluate(client.kc, e) for e in task.expressions}
    except CellExecutionError:
        failure = next(output for output in cell.outputs if output.output_type == "error")
        error = f"code cell {number}: {reason(failure)}"
    except CellTimeoutError:
        error = f"code cell {number}: still running after {CELL_SECONDS} seconds"
    except (DeadKernelError, RuntimeError) as failure:
        where = f"code cell {number}: the kernel stopped" if number else "the kernel did not start"
        error = f"{where} ({first_line(str(failure))})"
    finally:
        running.discard(client.km)
    return Execution(task.name, settled(notebook), time.monotonic() - start, error, values, plain)


def only_texts_differ(notebook: NotebookNode, original: NotebookNode) -> bool:
    """Whether the programs are the same, one by one, but for questions: no other cell can depend on what these say."""
    ours, theirs = ([cell for cell in n.cells if cell.cell_type == "code"] for n in (notebook, original))
    return [cell.id for cell in ours] == [cell.id for cell in theirs] and all(
        a.source == b.source or (a.source.startswith(QUESTION) and b.source.startswith(QUESTION)) for a, b in zip(ours, theirs)
    )


def translate(task: Task, original: Execution) -> Execution:
    """A translation by its original's run: the same programs have given the same, so only translated questions run, behind the first cell.

    Where other programs differ, or something fails, the whole notebook runs.
    """
    start = time.monotonic()
    if original.error or not only_texts_differ(task.notebook, original.notebook):
        return execute(task)
    notebook, plain = cleared(task.notebook), cleared(task.notebook)
    theirs = {cell.id: cell for cell in original.notebook.cells}
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    own = [cell for cell in code if cell.source != theirs[cell.id].source]
    texts = execute(replace(task, notebook=NotebookNode({**notebook, "cells": [*code[:1], *own]}), expressions=[]))
    if texts.error:
        return execute(task)
    given = {**theirs, **{cell.id: cell for cell in texts.notebook.cells[1:]}}
    for count, cell in enumerate(code, 1):
        cell.outputs, cell.execution_count = deepcopy(given[cell.id].outputs), count
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = count
    in_plain = {cell.id: cell.source for cell in original.plain.cells}
    for cell in plain.cells:
        if cell.cell_type == "code" and cell.source == theirs[cell.id].source:
            cell.source = in_plain[cell.id]
    return Execution(task.name, settled(notebook), time.monotonic() - start, None, original.values, plain)


def execute_all(tasks: Iterable[Task], report: Callable[[Execution], None] = lambda _: None) -> list[Execution]:
    """Runs the notebooks, two at a time, then those that translate one of them; the results come in the order of the tasks."""
    tasks, done = list(tasks), {}
    there = {task.name for task in tasks}

    def run(task: Task) -> Execution:
        execution = translate(task, done[task.original]) if task.original in done else execute(task)
        report(execution)
        return execution

    pool = ThreadPoolExecutor(AT_A_TIME)
    try:
        for later in (False, True):
            futures = {task.name: pool.submit(run, task) for task in tasks if (task.original in there) == later}
            done.update({name: result(future) for name, future in futures.items()})
        return [done[task.name] for task in tasks]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def result(future: Future[Execution]) -> Execution:
    """Waits, and wakes now and then: a signal that another thread receives is seen only by a thread awake."""
    while not future.done():
        wait([future], timeout=0.2)
    return future.result()


def stop_kernels() -> None:
    """Ends the kernels that still run, and lets none start any more: the program is interrupted."""
    starting.acquire()
    for manager in list(running):
        process = getattr(manager.provisioner, "process", None)
        if process is not None:
            process.kill()
            process.wait()


def cleared(notebook: NotebookNode) -> NotebookNode:
    """A copy without outputs."""
    notebook = deepcopy(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def settled(notebook: NotebookNode) -> NotebookNode:
    """The notebook with what varies from one run to the next taken out."""
    notebook.metadata.kernelspec, notebook.metadata.language_info = KERNELSPEC, LANGUAGE
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = [] if VARIES in cell.metadata.get("tags", []) else merged(cell.outputs)
    return notebook


def merged(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Printed text arrives in pieces that vary with time: neighbouring pieces become one output.

    nbclient's own coalesce_streams would also move text across what was shown in between.
    """
    result: list[NotebookNode] = []
    for output in outputs:
        output.pop("transient", None)
        last = result[-1] if result else None
        both_printed = last is not None and last.output_type == output.output_type == "stream"
        if both_printed and last.name == output.name:
            last.text += output.text
        else:
            result.append(output)
    return result


def evaluate(kernel, expression: str) -> list[float] | str:
    """The numbers an expression has in the live kernel, each read to the last bit."""
    java = (
        f"java.util.Arrays.stream(arignote.value.Values.doubles({expression}, \"it\"))"
        ".mapToObj(Double::toHexString).collect(java.util.stream.Collectors.joining(\" \"))"
    )
    try:
        return [float.fromhex(word) for word in ask(kernel, java).strip('"').split()]
    except ValueError as error:
        return str(error)


def ask(kernel, java: str) -> str:
    """What an expression gives in the live kernel, as text; a ValueError says why it gives nothing."""
    said: dict = {}

    def hear(message: dict) -> None:
        said[message["msg_type"]] = message["content"]

    run_sync(kernel.execute_interactive)(java, store_history=False, timeout=60, output_hook=hear)
    if "error" in said:
        raise ValueError(reason(said["error"]))
    if "execute_result" not in said:
        raise ValueError("no answer from the kernel")
    return said["execute_result"]["data"]["text/plain"]


def in_plain_java(notebook: NotebookNode, statements: str) -> NotebookNode:
    """A copy for any Java kernel: what was written with operators is written as calls.

    The kernel tells the statements that it had to write anew, cell by cell, each with its plain form.
    """
    plain = cleared(notebook)
    plain.metadata.kernelspec = {"name": "java", "display_name": "Java", "language": "java"}
    executed = [cell for cell in plain.cells if cell.cell_type == "code" and cell.source.strip()]
    for cell, rewritten in zip(executed, statements.split("\x1d")):
        done = 0
        for pair in rewritten.split("\x1e") if rewritten else []:
            written, java = pair.split("\x1f")
            at = cell.source.find(written, done)
            if at >= 0:
                cell.source = cell.source[:at] + java + cell.source[at + len(written) :]
                done = at + len(java)
    return plain


def reason(error: dict) -> str:
    """What went wrong in a cell, in one line."""
    return first_line(error["evalue"]) or error["ename"]


def without_colours(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def first_line(text: str) -> str:
    """The first line that says something."""
    return next((line.strip() for line in without_colours(text).splitlines() if line.strip()), "")


def read(path: Path) -> NotebookNode:
    """A notebook's file; what is none is a Problem."""
    try:
        return nbformat.read(path, as_version=4)
    except (NotJSONError, UnicodeDecodeError, nbformat.ValidationError, AttributeError):  # the last for a list in its place
        raise Problem(f"{path} is no notebook") from None
