#!/usr/bin/env bash
# What a new container needs once: the notebook kernel, a free-threaded CPython, a browser, a broker, and the packages.
set -euo pipefail
cd "$(dirname "$0")/.."

export DEBIAN_FRONTEND=noninteractive DOTNET_NOLOGO=1
root=()
if [ "$(id -u)" -ne 0 ]; then root=(sudo); fi
"${root[@]}" apt-get update -qq
"${root[@]}" apt-get install -y -qq --no-install-recommends fonts-dejavu-core g++ python3-celery python3-numpy rabbitmq-server >/dev/null

# Ubuntu's package of this name is a snap, which no container runs.
. /etc/os-release
if [ "$ID" = debian ]; then
  "${root[@]}" apt-get install -y -qq --no-install-recommends chromium >/dev/null
else
  npx --yes playwright install --with-deps chromium
  "${root[@]}" ln -sf "$(find ~/.cache/ms-playwright -name chrome -type f | sort | tail -n 1)" /usr/bin/chromium
fi

if ! { python3 -m pip install --quiet --user uv && python3 -m uv python install 3.14 3.14t; }; then
  echo "No CPython 3.14t can be downloaded here: what would be measured with it is left out."
fi

dotnet tool update --global Microsoft.dotnet-interactive --version 1.0.712001
dotnet restore
