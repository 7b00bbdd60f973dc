#!/usr/bin/env bash
# The server of one user, which JupyterHub starts; arguments and variables are the hub's. What a class needs of it,
# jupyter_server_config.py says.
set -euo pipefail

exec jupyterhub-singleuser "$@"
