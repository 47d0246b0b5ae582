#!/usr/bin/env bash
# Publishes samples/Audit trimmed, with a runtime of its own, and lets it and the ordinary build do the same audit of simulated models:
# what they print, every trial, every figure and the whole report must be the same, apart from the run's name and the times.
# Warnings of the trimmer and of the analysis for native code are errors. Needs the .NET 10 SDK, and Node 20 with npm. Leaves nothing behind.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_UI_LANGUAGE=en LC_ALL=C.UTF-8 MSBUILDDISABLENODEREUSE=1
began=$SECONDS

fail() {
  echo "tests/trim.sh: $*" >&2
  exit 1
}
say() { echo "[$((SECONDS - began)) s] $*"; }
quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "'$*' failed; its output stands above."; }; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# --- Both builds ----------------------------------------------------------------------------------------------------------------------

# The ordinary one first, and kept: publishing restores for one platform, after which all would have to be built again.
say "build samples/Audit"
quietly dotnet build samples/Audit -c Release --nologo
cp -r samples/Audit/bin/Release/net10.0 "$work/plain"
say "publish samples/Audit, trimmed"
quietly dotnet publish samples/Audit -c Release --use-current-runtime --self-contained -o "$work/program" --nologo \
  -p:PublishTrimmed=true -p:TrimmerSingleWarn=false -p:EnableTrimAnalyzer=true -p:EnableAotAnalyzer=true -p:EnableSingleFileAnalyzer=true
! grep -E 'warning|IL[23][0-9]{3}' "$work/log" >&2 || fail "publishing told of the warnings above."
[ ! -f "$work/program/System.Private.Xml.Linq.dll" ] && [ -f "$work/program/System.Private.CoreLib.dll" ] || fail "nothing was trimmed, or there is no runtime in it."
say "$(du -sm "$work/program" | cut -f1) MB, no warning"
quietly dotnet restore samples/Audit # as it was

# --- The same audit -------------------------------------------------------------------------------------------------------------------

# One call at a time: sums of fractions depend, in their last digit, on the order in which answers arrive.
audit() { # folder, program...
  mkdir -p "$work/$1"
  (cd "$work/$1" && "${@:2}" --concurrency 1 --store run.db --json summary.json --trials trials.jsonl --report report >printed.txt 2>errors.txt) ||
    { cat "$work/$1/errors.txt" >&2; fail "the $1 audit failed; what it said stands above."; }
  rm "$work/$1/errors.txt" # how far it is
}
audit trimmed "$work/program/Audit" &
trimmed=$!
audit ordinary dotnet "$work/plain/Audit.dll"
wait "$trimmed" || exit 1

# The page numbers the two models, which are asked at the same time, by who came first: so the ordinary build also writes its page of what the trimmed one stored.
run=$(sed -n '1,5s/.*"run": "\(.*\)".*/\1/p' "$work/trimmed/summary.json")
mkdir "$work/again"
cp "$work"/trimmed/run.db* "$work/again"
audit again dotnet "$work/plain/Audit.dll" --resume "$run"
say "both have audited the simulated models and written their reports"

# What is honestly different: the run's name, when it was, how long a call took, and the sizes and hashes of files that hold these. Trials of two models stand in any order.
same='
  const { readFileSync, readdirSync } = require("node:fs");
  const [left, right, leftOut] = process.argv.slice(1);
  const plain = text => text
    .replace(/\d{8}-\d{6}-[0-9a-f]{8}/g, "RUN")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+]00:00)/g, "TIME")
    .replace(/"(duration|toFirstUpdate)": ?"[\d:.]+"/g, "\"$1\":SPAN");
  const read = file => {
    const text = plain(readFileSync(file, "utf8"));
    if (/trials\.jsonl$/.test(file)) return text.split("\n").sort().join("\n");
    if (/trials\.csv$/.test(file)) return text.replace(/,TIME,[\d.E-]+,/g, ",TIME,SPAN,").split("\n").sort().join("\n");
    if (/report\.json$/.test(file)) return text.replace(/"size": \d+/g, "SIZE").replace(/"sha256": "[0-9a-f]{64}"/g, "HASH");
    return text;
  };
  const files = folder => readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
    .map(entry => `${entry.parentPath}/${entry.name}`.slice(folder.length + 1)).filter(file => !/^run\.db/.test(file) && file !== leftOut).sort();
  const all = files(left);
  let wrong = all.join() === files(right).join() ? 0 : 1;
  if (wrong) console.error(`other files: ${all.join(" ")} | ${files(right).join(" ")}`);
  for (const file of wrong ? [] : all) {
    const [a, b] = [left, right].map(folder => read(`${folder}/${file}`));
    if (a === b) continue;
    wrong++;
    let at = 0;
    while (a[at] === b[at]) at++;
    console.error(`${file}: ${JSON.stringify(a.slice(Math.max(0, at - 60), at + 60))} | ${JSON.stringify(b.slice(Math.max(0, at - 60), at + 60))}`);
  }
  if (!wrong) console.log(all.length);
  process.exit(wrong ? 1 : 0);
'
node -e "$same" "$work/trimmed" "$work/ordinary" report/report.html >"$work/log" || fail "trimmed, the audit says something else (above: trimmed | ordinary)."
files=$(node -e "$same" "$work/trimmed" "$work/again" printed.txt) || fail "trimmed, the report says something else (above: trimmed | ordinary)."
trials=$(wc -l <"$work/trimmed/trials.jsonl")
[ "$trials" -gt 10000 ] || fail "only $trials trials were compared."
say "$files files with $trials trials, the report's among them, are the same"
