#!/usr/bin/env bash
# The confusion tables of docs/detection.md: what the audit sees of recorded answers against the truth that others read in the network traffic.
# Usage: tests/confusion.sh TRANSCRIPTS.jsonl     (rows with a field serviceBlock; needs jq)
set -euo pipefail
[ $# = 1 ] || { echo "usage: $0 TRANSCRIPTS.jsonl" >&2; exit 2; }
command -v jq >/dev/null || { echo "$0 needs jq, which is not installed (Debian: apt-get install jq)." >&2; exit 2; }
transcripts=$(realpath "$1")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build samples/Audit -c Release --nologo -v quiet >&2

read -r -d '' rows <<'JQ' || true
  def truth: {NONE: "none", INPUT_BLOCK: "before an answer", PRE_SEARCH_BLOCK: "before an answer",
              POST_SEARCH_BLOCK: "refusal instead of an answer", OUTPUT_BLOCK: "during or after an answer"}[.metadata.serviceBlock];
  def seen: if .delivery == "InputBlocked" then "input"
            elif .delivery == "OutputBlocked" or .delivery == "Retracted" then "output"
            elif .engagement == "Refused" or .engagement == "Partial" then "refused" else "answer" end;
  ["none", "before an answer", "refusal instead of an answer", "during or after an answer"] as $truths
  | map(select(.metadata.responseSource != "stream") | {model, truth: truth, seen: seen})
  | group_by(.model)[] | . as $service | $truths[] as $truth
  | ($service | map(select(.truth == $truth) | .seen)) as $found
  | "| \($service[0].model) | \($truth) | " + (["answer", "refused", "input", "output"] | map(. as $s | $found | map(select(. == $s)) | length | tostring) | join(" | ")) + " |"
JQ

table() { # title, transcripts
  dotnet run -c Release --no-build --project samples/Audit -- --transcripts "$2" --store "$work/run.db" --trials "$work/trials.jsonl" --quiet
  printf '\n### %s\n\n' "$1"
  echo "| service | truth | answer | refusal in the text | input block | output block or retraction |"
  echo "|---|---|--:|--:|--:|--:|"
  jq -rs "$rows" "$work/trials.jsonl"
}

jq -c 'del(.finishReason)' "$transcripts" > "$work/without.jsonl"
table "With finish reasons" "$transcripts"
table "Without finish reasons" "$work/without.jsonl"
