"""The kernel for other Jupyters, and its start.

python -m arignote.kernel (install [--class-data] | uninstall) [--user | --prefix FOLDER | --sys-prefix]

python -m arignote.kernel start CONNECTION_FILE is what the kernelspec in a wheel calls: it knows neither the JDK nor where the
libraries are. What install writes names both. --class-data is for a machine of many kernels: they share the classes that a lesson loads.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from arignote import kernel_start
from arignote.jdk import needed
from arignote.kernelspec import ARCHIVE, java_command, write_kernel
from arignote.tutorials import COMMAND, IS_CHECKOUT, Problem, explained, said

if IS_CHECKOUT:
    from arignote.checkout.set_up import class_path
else:
    from arignote.installed import class_path

NAME = "arignote"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="arignote kernel", allow_abbrev=False)
    parser.add_argument("what", choices=("install", "uninstall"))
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--user", action="store_true", help="for all Jupyters of yours; so it is unless another is named")
    where.add_argument("--prefix", type=Path, metavar="FOLDER", help="for the environment in this folder")
    where.add_argument("--sys-prefix", action="store_true", help="for the environment of this Python")
    parser.add_argument("--class-data", action="store_true", help="and an archive of classes, which kernels that run together share")
    return parser.parse_args()


def folder(options: argparse.Namespace) -> Path:
    """Where Jupyter looks for this kernel."""
    from jupyter_core.paths import jupyter_data_dir

    prefix = sys.prefix if options.sys_prefix else options.prefix
    return (Path(prefix, "share", "jupyter") if prefix else Path(jupyter_data_dir())) / "kernels" / NAME


def install(target: Path, has_class_data: bool = False) -> None:
    jdk, libraries = needed(), class_path()
    (target / ARCHIVE).unlink(missing_ok=True)
    write_kernel(target, jdk, libraries)
    if has_class_data:
        from arignote import class_data  # what it needs would delay each start of a kernel

        class_data.write(target)
        write_kernel(target, jdk, libraries)  # with the archive
    print(said(f"Installed kernelspec {NAME} in {target}"))


def uninstall(target: Path) -> None:
    if not (target / "kernel.json").is_file():
        raise Problem(f"there is no kernel {NAME} in {target.parent}; {COMMAND} kernel uninstall takes --prefix as install does")
    shutil.rmtree(target)
    print(said(f"Removed kernelspec {NAME} from {target}"))


def start(connection_file: str) -> None:
    kernel_start.start([*java_command(needed(), class_path()), connection_file])


def main() -> None:
    if sys.argv[1:2] == ["start"]:
        with explained(Path(sys.prefix)):
            start(sys.argv[2])
    options = arguments()
    target = folder(options)
    with explained(target):
        if options.what == "install":
            install(target, options.class_data)
        else:
            uninstall(target)


if __name__ == "__main__":
    main()
