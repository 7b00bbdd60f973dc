"""A JupyterHub for a class on one machine: a container for each user, with limits; docs/Hosting.md explains and measures.

What differs from class to class comes from the environment, which compose.yaml fills.
"""

import os
import sys

c = get_config()  # noqa: F821  JupyterHub's

# One password for the class, and a long one for the teacher, who may see and stop servers. A school's own accounts: docs/Hosting.md.
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = os.environ.get("CLASS_PASSWORD", "")
c.SharedPasswordAuthenticator.admin_password = os.environ.get("TEACHER_PASSWORD", "")
c.Authenticator.admin_users = {os.environ.get("TEACHER", "teacher")}
c.Authenticator.allow_all = True

# The hub and the proxy share a container, users' servers find it by its name on the network of theirs.
c.JupyterHub.bind_url = "http://:8000"
c.JupyterHub.hub_ip = "0.0.0.0"
c.JupyterHub.hub_connect_ip = os.environ.get("HUB_NAME", "hub")
c.JupyterHub.db_url = "sqlite:////srv/hub/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = "/srv/hub/cookie_secret"
c.ConfigurableHTTPProxy.command = [os.environ.get("PROXY", "configurable-http-proxy")]

# A home for each user in a volume of its own, which stays; the server itself goes when it stops, and all that it has started with it.
c.JupyterHub.spawner_class = "docker"
c.DockerSpawner.image = os.environ.get("CLASS_IMAGE", "arignote-class")
c.DockerSpawner.cmd = ["start-singleuser.sh"]
c.DockerSpawner.network_name = os.environ.get("CLASS_NETWORK", "arignote-class")
c.DockerSpawner.use_internal_ip = True
c.DockerSpawner.remove = True
c.DockerSpawner.volumes = {"arignote-home-{username}": "/home/jovyan"}
if shared := os.environ.get("CLASS_FOLDER"):  # the teacher's material, which nobody can change
    c.DockerSpawner.read_only_volumes = {shared: "/srv/class"}
c.DockerSpawner.extra_host_config = {
    "read_only": True,
    "tmpfs": {"/tmp": "size=256m"},
    "cap_drop": ["ALL"],
    "security_opt": ["no-new-privileges"],
    "pids_limit": 512,
}

# Of each server and its kernels. A kernel takes 0.4 of this for its heap; one that wants more ends with a sentence, and alone.
c.Spawner.mem_limit = os.environ.get("USER_MEMORY", "1G")
c.Spawner.cpu_limit = float(os.environ.get("USER_CORES", "2"))

# All may start at once, which the beginning of a lesson is: the hub would tell some to try again. It takes as long as it takes.
c.JupyterHub.concurrent_spawn_limit = 0
c.Spawner.start_timeout = c.Spawner.http_timeout = 180
c.Spawner.default_url = "/lab/tree/tutorials"

# What nobody uses goes: a kernel after 20 minutes, with its variables, a server after an hour. Notebooks are saved.
kernel_minutes, server_minutes = (int(os.environ.get(name, usual)) for name, usual in (("KERNEL_IDLE", 20), ("SERVER_IDLE", 60)))
c.Spawner.args = [
    f"--MappingKernelManager.cull_idle_timeout={kernel_minutes * 60}",
    "--MappingKernelManager.cull_interval=60",
    "--MappingKernelManager.cull_connected=True",  # a window that was left open is no use of it
]
c.JupyterHub.services = [
    {
        "name": "idle-culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={server_minutes * 60}", "--cull-every=300"],
    }
]
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "services": ["idle-culler"],
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
    }
]
