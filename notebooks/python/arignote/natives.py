"""ND4J's native libraries as files, unpacked once for all who share a folder of libraries: 0.4 GB, else in each user's home.

They lie in a folder of the store, which may be read-only, and take the place of the jars that bring them.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path, PurePosixPath

FOLDER = "natives"
# A line for each jar that was unpacked, its SHA-256 sum: those of another release do not count.
LIST = "unpacked"
LIBRARY = ".so"
# What JavaCPP would write beside the library of this name: the same file by the name under which OpenBLAS has no LAPACK.
ALIASES = {"libopenblas_nolapack.so.0": "libopenblas.so.0"}


def unpacked(store: Path) -> set[str]:
    """The sums of the jars whose native libraries are in the store."""
    try:
        return set((store / FOLDER / LIST).read_text("utf-8").split())
    except OSError:
        return set()


def options(store: Path) -> list[str]:
    """How Java is told, which else unpacks them below the user's home."""
    folder = store / FOLDER
    return [f"-Djava.library.path={folder}", f"-Dorg.bytedeco.javacpp.cachedir={folder}"] if unpacked(store) else []


def unpack(jars: dict[str, Path], store: Path) -> None:
    """Writes the libraries in these jars, by their sums, into the store; the list comes last, so that half of it is none."""
    folder = store / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for path in jars.values():
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                library = PurePosixPath(name).name
                if LIBRARY in PurePosixPath(name).suffixes:
                    with archive.open(name) as source, (folder / library).open("wb") as target:
                        shutil.copyfileobj(source, target)
                    os.chmod(folder / library, 0o755)
    for alias, name in ALIASES.items():
        if (folder / name).is_file() and not (folder / alias).exists():
            (folder / alias).symlink_to(name)
    (folder / LIST).write_text("".join(f"{sum_}\n" for sum_ in jars), "utf-8")
