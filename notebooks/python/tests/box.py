"""Containers without an engine: images that buildah makes, run by the system's own means as an engine would run them.

A container has a root that is only read, tmpfs without programs on /tmp, on the home and on its volumes, processes and a network of its own
that leads nowhere, no capability and no way to have one.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from arignote.tutorials import ROOT

BUILDAH = shutil.which("buildah")
NEEDED = ("buildah", "mmdebstrap", "unshare", "nsenter", "setpriv", "ip")
# As Debian's own small images leave out.
LEFT_OUT = ("/usr/share/doc/*", "/usr/share/man/*", "/usr/share/locale/*")
START = """
root=$1; user=$2; kept=$3; folder=$4; shift 4
ip link set lo up
echo "127.0.0.1 localhost $(uname -n)" >"$root/etc/hosts"
for place in $kept; do mkdir -p "$root$place"; done
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o size=1m dev "$root/dev"
for device in null zero random urandom; do touch "$root/dev/$device"; mount --bind "/dev/$device" "$root/dev/$device"; done
ln -s /proc/self/fd "$root/dev/fd"
mount -t tmpfs -o noexec,nosuid,nodev tmp "$root/tmp"
for place in $kept; do mount -t tmpfs -o noexec,nosuid,nodev,mode=755,uid="${user%:*}",gid="${user#*:}" kept "$root$place"; done
exec chroot "$root" setpriv --reuid "${user%:*}" --regid "${user#*:}" --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all \
    env -i -C "$folder" "$@"
"""


def lacks() -> str:
    """Why no image can be built and run here, or nothing."""
    if missing := [name for name in NEEDED if not shutil.which(name)]:
        return f"images are built and run with {', '.join(missing)}, which is not here"
    return "" if os.geteuid() == 0 else "images are built and run here by root alone"


class Store:
    """Images in a folder of their own."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.root = [BUILDAH, "--root", str(folder / "images"), "--runroot", str(folder / "running")]

    def call(self, *words: str | Path, seconds: float = 600) -> str:
        command = [*self.root, *map(str, words)]
        environment = {**os.environ, "BUILDAH_ISOLATION": "chroot"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=seconds, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
        return done.stdout.strip()

    def debian(self, release: str = "bookworm") -> str:
        """What debian:…-slim is, made of packages; with the authorities that this machine trusts, where it is asked to by pip's settings."""
        root = self.folder / release
        options = [f"--dpkgopt=path-exclude={pattern}" for pattern in LEFT_OUT]
        made = ["mmdebstrap", "--quiet", "--variant=apt", "--include=usr-is-merged", "--mode=root", "--format=directory", *options, release, root]
        subprocess.run(made, check=True, capture_output=True, timeout=400)
        if trusted := os.environ.get("PIP_CERT"):
            shutil.copyfile(trusted, root / "etc/of-this-machine.crt")
            (root / "etc/pip.conf").write_text("[global]\ncert = /etc/of-this-machine.crt\n")
            (root / "etc/npmrc").write_text("cafile=/etc/of-this-machine.crt\n")
        container = self.call("from", "scratch")
        self.call("add", "--quiet", container, root, "/")
        self.call("commit", "--quiet", "--rm", container, f"localhost/{release}")
        shutil.rmtree(root)
        return f"localhost/{release}"

    def build(self, file: Path, target: str, base: str, **contexts: Path) -> str:
        """An image of a stage, by its name; with folders in the place of other stages."""
        replaced = [f"--build-context={name}={folder}" for name, folder in contexts.items()]
        options = ["--layers", "--pull-never", "--format=docker", "--target", target, "--build-arg", f"BASE={base}"]
        self.call("bud", *options, *replaced, "-t", target, "-f", file, ROOT)
        return target

    def about(self, image: str) -> dict:
        return json.loads(self.call("inspect", "--type", "image", image))

    def root_of(self, image: str) -> Path:
        return Path(self.call("mount", self.call("from", "--pull-never", image)))


class Box:
    """A running container."""

    def __init__(self, store: Store, image: str, *words: str, **variables: str):
        about = store.about(image)["Docker"]["config"]
        self.root = store.root_of(image)
        self.variables = [*about["Env"], *(f"{name}={value}" for name, value in variables.items())]
        self.user = f"{about['User'] or 0}:100"
        kept = " ".join(about.get("Volumes") or ["/home/jovyan"])
        command = [*about["Entrypoint"], *(words or about["Cmd"])]
        self.log = store.folder / f"log of {image.rpartition('/')[2]}"
        unshare = ["unshare", "--mount", "--pid", "--net", "--ipc", "--uts", "--fork", "--kill-child", "bash", "-euc", START, "box"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*unshare, self.root, self.user, kept, about["WorkingDir"], *self.variables, *command],
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    @property
    def first(self) -> int:
        """The container's first process, as a number out here; 0 before there is one."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(children[0]) if children else 0

    def inside(self, *words: str, network_alone: bool = False, seconds: float = 240) -> subprocess.CompletedProcess:
        """A program of the container's in it, or one of this machine's in its network."""
        if network_alone:
            command = ["nsenter", "--target", str(self.first), "--net", *words]
        else:
            user = ["--root", "--wd", "--setuid", self.user.partition(":")[0], "--setgid", self.user.partition(":")[2]]
            command = ["nsenter", "--target", str(self.first), "--all", *user, "env", "-i", *self.variables, *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=seconds, stdin=subprocess.DEVNULL)

    def said(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def until_it_says(self, text: str, seconds: float) -> None:
        end = time.monotonic() + seconds
        while text not in self.said():
            assert self.process.poll() is None and time.monotonic() < end, self.said()
            time.sleep(0.1)

    def stop(self, seconds: float = 20) -> int:
        """As docker stop does."""
        if first := self.first:
            os.kill(first, signal.SIGTERM)
        return self.process.wait(seconds)
