#!/bin/sh
# The tests of the extra `kolors`, in a second environment on top of .venv, so that torch stays out of it.
# Where torch cannot be installed they are skipped, and it says so.
set -eu
cd "$(dirname "$0")/.."
venv=.venv-kolors
skip() {
    rm -rf "$venv"
    echo "skipped: tests/kolors ($1)"
    exit 0
}
below=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
if [ ! -e "$venv/.ready" ] || [ requirements/kolors.in -nt "$venv/.ready" ] || [ "$(cat "$venv/.ready")" != "$below" ]; then
    echo "安装 torch 与 diffusers，约 1 GB… / Installing torch and diffusers, about 1 GB…"
    rm -rf "$venv"
    free=$(df -Pk . | awk 'NR == 2 { print int($4 / 1048576) }')
    [ "$free" -ge 8 ] || skip "8 GB of disk are needed, $free are free"
    .venv/bin/python -m venv "$venv" || skip "no second environment could be made"
    echo "import site; site.addsitedir('$below')" >"$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')/below.pth"
    limit=
    command -v timeout >/dev/null 2>&1 && limit="timeout 900"
    # shellcheck disable=SC2086
    if ! $limit "$venv/bin/python" -m pip --disable-pip-version-check install -q -r requirements/kolors.in 2>"$venv/pip.log"; then
        tail -n 3 "$venv/pip.log"
        skip "torch could not be installed here"
    fi
    # The newest torch wants processor features that not every machine has: then it ends before any test could say why.
    "$venv/bin/python" -W ignore -c 'import torch; torch.ones(2) @ torch.ones(2)' 2>/dev/null || skip "torch does not run here"
    echo "$below" >"$venv/.ready"
fi
exec "$venv/bin/python" -m pytest -p no:cacheprovider tests/kolors
