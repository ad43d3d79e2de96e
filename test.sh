#!/usr/bin/env bash
# Runs every test project and prints `N passed, N failed` last. Arguments go to each `dotnet test`, for example
#   ./test.sh --filter-class '*GrantTests'
# ELJ_TESTS='Kernel Store' runs only the projects whose names contain one of the words; ELJ_NO_BUILD=1 takes them as built.
set -uo pipefail
cd "$(dirname "$0")"
source .ci/machine.sh
need_sdk
need_browser
need_fet
need_checkers
need_poppler

# Where a filter is given, a project that has nothing of it is in order.
if [ $# -gt 0 ]; then set -- "$@" --ignore-exit-code 8; fi

results=TestResults
rm -rf "$results" && mkdir -p "$results"
passed=0 failed=0

wanted() {
  [ -z "${ELJ_TESTS:-}" ] && return 0
  for word in $ELJ_TESTS; do [[ $1 == *"$word"* ]] && return 0; done
  return 1
}

count() { grep -o '<Counters [^>]*' "$2" 2>/dev/null | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' || echo 0; }

if [ -z "${ELJ_NO_BUILD:-}" ] && ! dotnet build ElJournal.sln --nologo -v minimal; then
  echo "0 passed, 1 failed"
  exit 1
fi

# What failed and why, one line each: said again at the end, where a long log is read first.
failures() {
  tr '\n' ' ' < "$1" 2>/dev/null | sed 's/<UnitTestResult /\n&/g' | grep '^<UnitTestResult [^>]*outcome="Failed"' |
    sed -E 's/^[^>]*testName="([^"]*)".*<Message>([^<]{0,500}).*/  \1: \2/; s/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&#x[AD];/ /g; s/&amp;/\&/g' | cut -c1-700 || true
}

# One project after another: they share the processors and the test database server. The browser comes last.
for project in $(grep -l 'Include="xunit.v3"' tests/*/*.csproj | sort | sed '/Scenarios/{H;d};${G;s/\n\n*/\n/g}'); do
  name=$(basename "$project" .csproj)
  wanted "$name" || continue
  echo "── $name"
  code=0
  dotnet test --project "$project" --no-build --results-directory "$results" \
    --report-xunit-trx --report-xunit-trx-filename "$name.trx" --timeout 45m "$@" || code=$?
  bad=$(count failed "$results/$name.trx")
  # A crash, a time-out or a project without tests leaves no failed test behind; it is a failure all the same.
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then
    echo "$name ended with code $code without naming a failed test." >&2
    bad=1
  elif [ $# -eq 0 ] && [ ! -f "$results/$name.trx" ]; then
    echo "$name left no results." >&2
    bad=1
  fi
  passed=$((passed + $(count passed "$results/$name.trx")))
  failed=$((failed + bad))
done

if [ "$failed" -gt 0 ]; then
  echo "── Failed"
  for file in "$results"/*.trx; do failures "$file"; done
fi
if [ $((passed + failed)) -eq 0 ]; then
  echo "No test ran." >&2
  failed=1
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
