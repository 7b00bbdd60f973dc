#!/usr/bin/env bash
# Runs a command as the notebook user. Started as root (docker run --user root -e NB_UID=… -e NB_GID=…), it first
# gives that user these numbers, so that files in a mounted folder belong to whoever started the container.
set -euo pipefail

[[ $# -gt 0 ]] || set -- start-notebook.sh

if [[ $(id -u) == 0 ]]; then
    if [[ $(id -u "$NB_USER"):$(id -g "$NB_USER") != "$NB_UID:$NB_GID" ]]; then
        getent group "$NB_GID" >/dev/null || groupadd --gid "$NB_GID" "$NB_USER"
        usermod --non-unique --uid "$NB_UID" --gid "$NB_GID" "$NB_USER"
        chown "$NB_UID:$NB_GID" "$HOME"
    fi
    exec setpriv --reuid "$NB_UID" --regid "$NB_GID" --init-groups "$0" "$@"
fi

exec "$@"
