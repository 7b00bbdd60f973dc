"""JupyterLab on the reader's copy of the tutorials: prints its address with the token, on standard output.

--tutorials opens the tutorials of a checkout themselves, for their authors.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from arignote.execute import read
from arignote.jars import store
from arignote.kernelspec import DEFAULTS, PAGE, json_text, write
from arignote.own import fill
from arignote.tutorials import IS_CHECKOUT, READERS, TUTORIALS, names
from jupyterlab.labapp import LabApp
from nbformat.sign import NotebookNotary

SCRIPTS = ["beside", "export", "python", "__pycache__"]
THEMSELVES = "--tutorials"


def settings(folder: Path) -> dict[str, object]:
    return {
        "ServerApp.root_dir": folder,
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.open_browser": not IS_CHECKOUT,  # a laptop has one, a developer has it open
        "ServerApp.allow_root": hasattr(os, "geteuid") and os.geteuid() == 0,
        "ServerApp.log_level": "WARN",
        "LabApp.log_level": "WARN",
        "LabApp.extension_manager": "readonly",  # what is locked stays so, and no list is fetched
        # Only the kernel that has the library on its class path.
        "KernelSpecManager.allowed_kernelspecs": {"arignote"},
        "KernelSpecManager.ensure_native_kernel": False,
        "MappingKernelManager.default_kernel_name": "arignote",
        **({} if IS_CHECKOUT else {"LabApp.app_settings_dir": own_settings()}),
    }


def own_settings() -> Path:
    """JupyterLab's settings for a class; the environment is the reader's own, and so are the settings in it."""
    folder = store().with_name("lab")
    write(folder / "page_config.json", json_text(PAGE))
    write(folder / "overrides.json", json_text(DEFAULTS))
    return folder


def arguments(given: list[str]) -> list[str]:
    """Our settings, but for those that are given, as --ServerApp.ip=… or --ip=…, and all that is given."""
    is_author = THEMSELVES in given
    given = [argument for argument in given if argument != THEMSELVES]
    named = {argument.partition("=")[0].lstrip("-") for argument in given}
    ours = settings(TUTORIALS if is_author else READERS)
    if not named & {"ServerApp.root_dir", "root_dir", "notebook-dir"}:
        if not is_author:
            fill(READERS)
        ours["ContentsManager.hide_globs"] = SCRIPTS  # what lies beside the tutorials and is not for their readers
    kept = {name: value for name, value in ours.items() if not named & {name, name.rpartition(".")[2]}}
    return [f"--{name}={value}" for name, value in kept.items()] + given


def trust_tutorials() -> None:
    """The sliders and players in the committed outputs work before their cells are run."""
    notary = NotebookNotary()
    for name in names(TUTORIALS):
        notary.sign(read(TUTORIALS / f"{name}.ipynb"))


def main() -> None:
    trust_tutorials()
    server = LabApp.initialize_server(argv=arguments(sys.argv[1:]))
    print(server.display_url.split()[0] if server.display_url else server.connection_url, flush=True)
    # Of the server's ways to stop, only the one for SIGTERM ends the kernels as well.
    if os.name != "nt":  # where it would end nothing but the server
        for name in (signal.SIGINT, signal.SIGHUP):
            signal.signal(name, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    server.start()


if __name__ == "__main__":
    main()
