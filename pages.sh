#!/usr/bin/env bash
# Every page in every role that has it, at a desk and on a phone, in both languages, light and dark, against WCAG 2.2 AA. Some six minutes;
# test.sh looks at each page once. ELJ_SHOTS=DIR keeps the pictures; ./pages.sh /control looks at the
# pages below that address alone.
set -euo pipefail
cd "$(dirname "$0")"
source .ci/machine.sh
need_sdk
need_browser
dotnet build ElJournal.sln --nologo -v quiet
ELJ_PAGES=${1:-all} dotnet test --project tests/ElJournal.Scenarios --no-build -- --filter-class '*EveryPageTests'
