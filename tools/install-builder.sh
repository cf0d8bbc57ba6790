#!/bin/sh
# A builder of images for the test of the Dockerfile: Debian's buildah, and mmdebstrap for the image to begin with.
set -eu
command -v buildah >/dev/null 2>&1 && command -v mmdebstrap >/dev/null 2>&1 && exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    echo "Installing buildah and mmdebstrap for the test of the image." >&2
    (apt-get update -qq && apt-get install -y -qq --no-install-recommends buildah mmdebstrap) >/dev/null 2>&1 && exit 0
fi
echo "no buildah here, and none can be installed: the image is not built (Debian: apt-get install buildah mmdebstrap)" >&2
