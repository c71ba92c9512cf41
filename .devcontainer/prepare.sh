#!/usr/bin/env bash
# What a new container needs once: the notebook kernel, and the library's packages.
set -euo pipefail
cd "$(dirname "$0")/.."

dotnet tool install --global Microsoft.dotnet-interactive --version 1.0.707101
dotnet restore
