#!/usr/bin/env bash
# The campaign over the whole sample year: the comparison with its figures is printed, the year is loaded (its root must be the known one), its log is
# verified, the stories hidden in it are found by the pages, its checks are held against a plain fold, its archives are
# verified by tools that are not ours; loads broken off or beside each other. Some twenty minutes.
set -euo pipefail
cd "$(dirname "$0")"
source .ci/machine.sh
need_sdk
need_browser
need_checkers
need_sumdb
dotnet build ElJournal.sln --nologo -v quiet
dotnet run --no-build --project src/Host -- sample --report
ELJ_YEAR=1 dotnet test --project tests/ElJournal.Sample.Tests --no-build -- --filter-class '*BrokenOffTests' '*YearLoadTests'
ELJ_YEAR=1 dotnet test --project tests/ElJournal.Scenarios --no-build -- --filter-namespace 'ElJournal.Scenarios.Year'
