"""Pictures in notebooks, as far as each Java draws them alike."""

import base64
import os
import struct
from copy import deepcopy
from pathlib import Path

from arignote.kernelspec import version
from nbformat import NotebookNode

COMMITTED_WITH = 17


def comparable(notebook: NotebookNode) -> NotebookNode:
    """What has to be equal to the committed notebook: all of it, or with another Java all but the pixels of PNG pictures.

    Numbers and texts are the same in each Java, but newer ones smooth some edges in another way: there a picture
    counts by its width and height.
    """
    if "JAVA_HOME" not in os.environ or version(Path(os.environ["JAVA_HOME"])) == COMMITTED_WITH:
        return notebook
    notebook = deepcopy(notebook)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                output.data["image/png"] = "%d x %d" % size(base64.b64decode(output.data["image/png"]))
    return notebook


def size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the header (PNG specification, 11.2.2)."""
    return struct.unpack(">II", png[16:24])
