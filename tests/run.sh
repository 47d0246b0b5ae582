#!/usr/bin/env bash
# All that the tests need, then the tests, then what a user would do: README.md word by word with the packages, and a trimmed program.
# Needs the .NET 10 SDK and Node 20; installs from Debian's packages what else is missing. Arguments are those of dotnet test; with any, it only runs tests.
set -euo pipefail
cd "$(dirname "$0")/.."

# What tests use beside the SDK: script gives the audit a terminal to draw its progress bar and tables on, R works the reference cases out again,
# Chromium opens the report page, with fonts for its scripts, unzip looks into packages (together about 450 MB on disk, a minute or two).
needed=()
command -v script >/dev/null || needed+=(bsdutils)
command -v Rscript >/dev/null || needed+=(r-base-core)
command -v chromium >/dev/null || needed+=(chromium)
command -v unzip >/dev/null || needed+=(unzip)
for fonts in fonts-noto-core fonts-noto-cjk; do
  ! command -v dpkg >/dev/null || dpkg -s "$fonts" >/dev/null 2>&1 || needed+=("$fonts")
done
if [ "${#needed[@]}" -gt 0 ]; then
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${needed[@]}"; } ||
      echo "Could not install ${needed[*]}; tests that need them are skipped." >&2
  else
    echo "Missing: ${needed[*]}. Install them, or run this as root on Debian; tests that need them are skipped." >&2
  fi
fi

# The JSON Schema of a family is checked by another validator than ours.
schema=tests/CensorshipEval.Corpora.Tests/schema
if [ -f "$schema/package-lock.json" ] && command -v npm >/dev/null; then
  npm ci --prefix "$schema" --no-audit --no-fund --silent
fi

dotnet build CensorshipEval.sln -c Release --nologo -v quiet "-clp:ErrorsOnly;NoSummary"
dotnet test CensorshipEval.sln -c Release --no-build --nologo "$@"

[ $# = 0 ] || exit 0
tests/pack.sh
tests/trim.sh
