#!/usr/bin/env bash
# JupyterLab on the user's home, where the tutorials lie. Arguments go to JupyterLab.
set -euo pipefail

tutorials=$HOME/tutorials
if [[ ! -e $tutorials ]]; then
    # A copy to work in. It comes here at the first start, as a home that is mounted hides what the image has there.
    mkdir "$tutorials.new"
    cp -r /opt/arignote/notebooks/*.ipynb /opt/arignote/notebooks/data "$tutorials.new/"
    mv "$tutorials.new" "$tutorials"
fi

PYTHONPATH=/opt/arignote/notebooks/python exec python -m arignote.lab \
    --ServerApp.root_dir="$HOME" \
    --ServerApp.ip=0.0.0.0 \
    --ServerApp.port="$JUPYTER_PORT" \
    --ServerApp.custom_display_url="http://127.0.0.1:$JUPYTER_PORT" \
    --LabApp.default_url=/lab/tree/tutorials \
    "$@"
