#!/bin/sh
# Lock every dependency with hashes, for all platforms, and without the address of an index.
# requirements/pins.in holds back releases that not every mirror of the index has yet.
set -eu
cd "$(dirname "$0")/.."
lock() {
    out=$1
    shift
    .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
        --no-annotate "$@" -o "requirements/$out"
}
lock run.txt pyproject.toml requirements/build.in -c requirements/pins.in
lock test.txt pyproject.toml requirements/build.in requirements/test.in -c requirements/run.txt
