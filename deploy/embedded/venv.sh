#!/bin/sh
# Makes .venv from a hashed lock:  venv.sh embedded | dev.  An environment made for `dev` serves both.
set -eu
cd "$(dirname "$0")/../.."
want=$1

digest() { sha256sum <"requirements-$1.lock" | cut -d' ' -f1; }
holds() { [ -x .venv/bin/jiayuan ] && [ "$(cat ".venv/.lock-$1" 2>/dev/null || :)" = "$(digest "$1")" ]; }
# The larger one stays the larger one: after a change of the locks, an environment with the tests' tools keeps them.
[ "$want" = embedded ] && [ -f .venv/.lock-dev ] && want=dev
if holds "$want"; then exit 0; fi

find_python() {
  for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
    if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  echo "venv: no Python 3.11 or newer here; mend: install one, or make run PYTHON=/path/to/python3" >&2
  exit 1
}

began=$(date +%s)
echo "  … .venv from requirements-$want.lock (every package checked against its hash)" >&2
if [ ! -x .venv/bin/python ]; then
  python=$(find_python)
  # Debian keeps ensurepip in a package of its own; the machine's pip then serves.
  "$python" -m venv .venv >/dev/null 2>&1 || "$python" -m venv --without-pip --clear .venv
fi
if .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null 2>&1; then
  pip() { .venv/bin/python -m pip "$@"; }
elif python=$(find_python) && "$python" -m pip --version >/dev/null 2>&1; then
  pip() { "$python" -m pip --python .venv/bin/python "$@"; }
else
  echo "venv: this Python has neither ensurepip nor pip; mend: apt-get install python3-venv" >&2
  exit 1
fi
quiet=-q
[ -t 2 ] && quiet=
# shellcheck disable=SC2086 # one word or none
pip install $quiet --disable-pip-version-check --require-hashes -r "requirements-$want.lock"
# shellcheck disable=SC2086
pip install $quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
digest "$want" >".venv/.lock-$want"
echo "  ✓ .venv, $(($(date +%s) - began)) s" >&2
