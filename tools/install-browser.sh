#!/bin/sh
# Install Debian's Chromium for the tests of the report, where that can be done without asking anybody.
set -u
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    echo "Installing Chromium for the browser tests of the report." >&2
    (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium) >/dev/null 2>&1 && exit 0
fi
echo "no Chromium here, and none can be installed: the browser tests of the report are skipped (Debian: apt-get install chromium)" >&2
exit 0
