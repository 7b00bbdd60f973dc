"""The solutions of exercises in a notebook."""

from copy import deepcopy

from arignote.export import SOLUTION
from nbformat import NotebookNode


def is_solution(cell: NotebookNode) -> bool:
    return SOLUTION in cell.metadata.get("tags", [])


def without_solutions(notebook: NotebookNode) -> NotebookNode:
    """A copy without them. Nothing else depends on them, so it is enough that they run once."""
    copy = deepcopy(notebook)
    copy.cells = [cell for cell in copy.cells if not is_solution(cell)]
    return copy
