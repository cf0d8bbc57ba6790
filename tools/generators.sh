#!/bin/sh
# Eleventy and Astro from npm, for the tests that build sites with them: 190 MB in .venv/generators.
#
#   tools/generators.sh install
#
# Where there is no npm, or it cannot be asked, one line says so and the tests are skipped. No script of a package runs.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
into=$here/.venv/generators
wanted=$here/tests/published/generators.json

[ "${1:-}" = install ] || { echo "usage: tools/generators.sh install" >&2; exit 2; }
mkdir -p "$into"
if [ -d "$into/node_modules/astro" ] && cmp -s "$wanted" "$into/package.json"; then exit 0; fi
if command -v npm >/dev/null 2>&1; then
    echo "Installing Eleventy and Astro for their tests." >&2
    cp "$wanted" "$into/package.json"
    (cd "$into" && npm install --no-audit --no-fund --ignore-scripts --loglevel=error) >/dev/null 2>&1 && exit 0
    rm -rf "$into"
fi
echo "no Eleventy and Astro here, and none can be installed: the tests that build sites with them are skipped (npm)" >&2
