"""An archive of the classes that a lesson loads, as Java has them in memory (AppCDS). Kernels take them from it, and share its pages."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from arignote.execute import CELL_SECONDS, read
from arignote.kernelspec import ARCHIVE
from arignote.own import fill
from arignote.profiles import CLASS, VARIABLE
from arignote.tutorials import TUTORIALS, Problem, choose, names
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

# An ordinary one, with functions, training and figures; what another loads beyond that, it loads as ever.
LESSON = "2"
END_SECONDS = 120


def write(kernel: Path) -> None:
    """Has the kernel of this folder run a tutorial; Java writes the archive into the folder when it ends.

    Raises a Problem if there is none then.
    """
    archive = (kernel / ARCHIVE).absolute()
    # JDKs tell of each class that cannot be kept.
    options = f"-XX:ArchiveClassesAtExit={archive} -Xlog:disable"
    manager = KernelManager(
        kernel_name=kernel.name,
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[str(kernel.parent)]),
        shutdown_wait_time=END_SECONDS,
    )
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder))
        manager.start_kernel(cwd=folder, env={**os.environ, VARIABLE: CLASS, "JJAVA_JVM_OPTS": options})
        try:
            run(manager)
        finally:
            manager.shutdown_kernel()
    if not archive.is_file():
        raise Problem(f"Java has not written {archive}")


def run(manager: KernelManager) -> None:
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=CELL_SECONDS)
        for cell in read(TUTORIALS / f"{choose([LESSON], names(TUTORIALS))[0]}.ipynb").cells:
            if cell.cell_type == "code":
                reply = client.execute_interactive(cell.source, timeout=CELL_SECONDS, output_hook=lambda message: None)["content"]
                if reply["status"] != "ok":
                    raise Problem(f"a cell of tutorial {LESSON} failed: {reply['evalue']}")
    finally:
        client.stop_channels()
