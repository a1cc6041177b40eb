#!/bin/sh
# Make .venv with a Python of 3.11 or newer. Debian and Ubuntu split venv off: install it where that is allowed.
set -eu
cd "$(dirname "$0")/.."
[ -x .venv/bin/python ] && [ -x .venv/bin/pip ] && exit 0
python=
for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    echo "需要 Python 3.11 或更新的版本。/ Dazi needs Python 3.11 or newer." >&2
    exit 1
fi
if ! "$python" -m venv .venv 2>/dev/null; then
    rm -rf .venv
    sudo=
    [ "$(id -u)" = 0 ] || sudo=sudo
    if command -v apt-get >/dev/null 2>&1 && { [ -z "$sudo" ] || command -v sudo >/dev/null 2>&1; }; then
        echo "安装 python3-venv …/ Installing python3-venv …"
        $sudo apt-get update -qq && $sudo apt-get install -y -qq python3-venv >/dev/null
        "$python" -m venv .venv
    else
        echo "请先装上 Python 的 venv 模块（Debian、Ubuntu：apt install python3-venv）。/ Install Python's venv module first (apt install python3-venv)." >&2
        exit 1
    fi
fi
