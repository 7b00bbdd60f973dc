#!/usr/bin/env bash
# JupyterLab on the user's home, with the reader's copy of the tutorials. Arguments go to JupyterLab.
set -euo pipefail

exec arignote lab \
    --ServerApp.root_dir="$HOME" \
    --ServerApp.ip=0.0.0.0 \
    --ServerApp.port="$JUPYTER_PORT" \
    --ServerApp.open_browser=False \
    --ServerApp.custom_display_url="http://127.0.0.1:$JUPYTER_PORT" \
    --LabApp.default_url=/lab/tree/tutorials \
    "$@"
