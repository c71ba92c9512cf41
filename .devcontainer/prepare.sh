#!/usr/bin/env bash
# What a new container needs once: a broker for the task queues, the notebook kernel, and the library's packages.
set -euo pipefail
cd "$(dirname "$0")/.."

sudo apt-get update -qq
sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends rabbitmq-server python3-celery >/dev/null
dotnet tool install --global Microsoft.dotnet-interactive --version 1.0.707101
dotnet restore
