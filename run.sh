#!/usr/bin/env bash
# Builds and starts the journal; everything after the name goes to `eljournal`. PostgreSQL is found or installed by the program itself.
set -euo pipefail
root=$(cd "$(dirname "$0")" && pwd)
source "$root/.ci/machine.sh"
need_sdk
exec dotnet run -c Release --project "$root/src/Host" -- "$@"
