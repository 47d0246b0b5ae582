#!/usr/bin/env bash
# Shows a gate that passes, one that fails and one that the data do not decide, with simulated models, and checks the exit codes.
# AUDIT_DLL names a built Audit.dll; without it the sample is built first.
set -uo pipefail
cd "$(dirname "$0")/../.."
if [ -n "${AUDIT_DLL:-}" ]; then
  audit=(dotnet "$AUDIT_DLL")
else
  dotnet build samples/Audit -c Release --nologo -v quiet || exit 2
  audit=(dotnet run -c Release --no-build --project samples/Audit --)
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wrong=0

# usage: show POLICY CODE WHAT
show() {
  echo "== $1.json: $3"
  "${audit[@]}" --jurisdictions CN --languages en,zh-Hans --gate "samples/CiGate/$1.json" --store "$work/$1.db" --json "$work/$1.json" >"$work/$1.txt" 2>"$work/$1.err"
  local code=$?
  sed -n '/^Gates, /,$p' "$work/$1.txt"
  echo "exit code $code, $2 expected"
  echo
  if [ "$code" != "$2" ]; then
    cat "$work/$1.err"
    wrong=1
  fi
}

show pass 0 "a model that answers passes"
show fail 1 "a model that withholds fails"
show inconclusive 1 "sixty families cannot show that at most 5 % is refused, which fails unless the policy says otherwise"
show warn 0 "the same, and the policy says that it is a warning"

# On GitHub the page of the workflow shows this.
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  for policy in pass fail inconclusive warn; do
    { echo "### $policy.json"; echo '```'; sed -n '/^Gates, /,$p' "$work/$policy.txt"; echo '```'; } >>"$GITHUB_STEP_SUMMARY"
  done
fi
exit "$wrong"
