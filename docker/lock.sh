#!/usr/bin/env bash
# Writes the lists of packages with their sums: docker/lock.sh, with uv on the path. Versions are those of the checkout's list, and the
# hub's and its servers' are the same.
set -euo pipefail
cd "$(dirname "$0")"

compile() {
    uv pip compile --quiet --universal --generate-hashes --python-version 3.10 --no-annotate --no-header --no-emit-index-url "$@"
}
# uv's option to leave packages out of the list: names as arguments.
without() {
    printf -- '--no-emit-package\n%s\n' "$@"
}
names() {
    sed -nE 's/^([A-Za-z0-9_.-]+)==.*/\1/p' "$1" | sort -u
}

wheel=../notebooks/python/pyproject.toml
versions=(--constraint ../notebooks/python/requirements.txt)
# What prepares a grammar of addresses whenever a server starts, for more than a second, and checks none.
mapfile -t slow < <(without rfc3987-syntax lark)
# And what completes, parses and debugs Python.
mapfile -t kernel < <(without jedi parso debugpy)
kernel+=("${slow[@]}")
compile "${versions[@]}" "$wheel" "${kernel[@]}" -o requirements.txt
compile "${versions[@]}" "${slow[@]}" hub/requirements.in -o hub/requirements.txt
# A server of the hub's: what the reader's has not.
mapfile -t names_there < <(names requirements.txt)
mapfile -t there < <(without "${names_there[@]}")
compile "${versions[@]}" --constraint hub/requirements.txt class/requirements.in "$wheel" "${kernel[@]}" "${there[@]}" -o class/requirements.txt
compile cuda/requirements.in -o cuda/requirements.txt
compile sbom.in -o sbom.txt
