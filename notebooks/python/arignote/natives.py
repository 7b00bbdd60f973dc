"""ND4J's native libraries as files, unpacked once for all who share a folder of libraries: 0.4 GB, else in each user's home.

They lie in a folder of the store, which may be read-only, and take the place of the jars that bring them.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path, PurePosixPath

FOLDER = "natives"
# Java looks into the folder itself, and finds there what it loads. What those libraries load in their turn the system finds beside them,
# in here: where Java saw OpenBLAS, JavaCPP would copy it into each home, to give it the second of its names.
FILES = "files"
LOADED = "libjni"
ALIASES = {"libopenblas_nolapack.so.0": "libopenblas.so.0"}
# A line for each jar that was unpacked, its SHA-256 sum: those of another release do not count.
LIST = "unpacked"


def unpacked(store: Path) -> set[str]:
    """The sums of the jars whose native libraries are in the store."""
    try:
        return set((store / FOLDER / LIST).read_text("utf-8").split())
    except OSError:
        return set()


def options(store: Path) -> list[str]:
    """How Java is told, which else unpacks them below the user's home."""
    return [f"-Djava.library.path={store / FOLDER}"] if unpacked(store) else []


def unpack(jars: dict[str, Path], store: Path) -> None:
    """Writes the libraries in these jars, by their sums, into the store; the list comes last, so that half of it is none."""
    folder = store / FOLDER
    files = folder / FILES
    files.mkdir(parents=True, exist_ok=True)
    for path in jars.values():
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                library = PurePosixPath(name).name
                if ".so" in PurePosixPath(name).suffixes:
                    with archive.open(name) as source, (files / library).open("wb") as target:
                        shutil.copyfileobj(source, target)
                    os.chmod(files / library, 0o755)
                    if library.startswith(LOADED):
                        (folder / library).symlink_to(Path(FILES, library))
    for alias, name in ALIASES.items():
        if (files / name).is_file():
            (files / alias).symlink_to(name)
    (folder / LIST).write_text("".join(f"{sum_}\n" for sum_ in jars), "utf-8")
