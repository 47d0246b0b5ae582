#!/usr/bin/env bash
# Packs all packages, looks into each, and then does what README.md says under "Use it from code", word by word, in a folder outside the repository
# that knows the packages and nothing else of it. Commands, programs and what they print are taken from README.md itself.
# Needs the .NET 10 SDK, Node 20 with npm, and unzip. Leaves nothing behind.
set -euo pipefail
cd "$(dirname "$0")/.."
repository=$PWD
export DOTNET_CLI_UI_LANGUAGE=en LC_ALL=C.UTF-8 MSBUILDDISABLENODEREUSE=1
began=$SECONDS

fail() {
  echo "tests/pack.sh: $*" >&2
  exit 1
}
say() { echo "[$((SECONDS - began)) s] $*"; }
quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "'$*' failed; its output stands above."; }; }

command -v unzip >/dev/null || fail "unzip is not installed (Debian: apt-get install unzip)."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
home=$work/home                    # the folder that holds the repository and a user's projects side by side
feed=$home/CensorshipEval/packages # what 'dotnet pack' makes in the repository
mkdir -p "$feed"

# --- The packages ---------------------------------------------------------------------------------------------------------------------

pack='dotnet pack -c Release -o packages'
grep -qxF "$pack" README.md || fail "README.md no longer says '$pack'."
say "$pack"
quietly ${pack/%packages/"$feed"} --nologo

ids=(src/*/)
ids=("${ids[@]%/}")
ids=("${ids[@]#src/}")
version=$(sed -n 's|.*<VersionPrefix>\(.*\)</VersionPrefix>.*|\1|p' Directory.Build.props)
expected=$(printf "%s.$version.nupkg\n%s.$version.snupkg\n" $(printf '%s %s ' $(printf '%s\n' "${ids[@]}" | sed 'p')) | sort)
[ "$(ls "$feed" | sort)" = "$expected" ] || fail "other packages were made than there are folders under src: $(ls "$feed" | xargs)."

element() { sed -n "s|.*<$1\( [^>]*\)\?>\(.*\)</$1>.*|\2|p" "$work/nuspec"; }

for id in "${ids[@]}"; do
  package=$feed/$id.$version.nupkg
  unzip -p "$package" "$id.nuspec" >"$work/nuspec"
  [ "$(element id)" = "$id" ] || fail "$id: its nuspec names '$(element id)'."
  [ "$(element version)" = "$version" ] || fail "$id: its version is '$(element version)'."
  [ "$(element license)" = MIT ] || fail "$id: its licence is '$(element license)'."
  [ "$(element icon)" = icon.png ] || fail "$id has no icon."
  [ "$(element readme)" = README.md ] || fail "$id has no readme."
  [ "$(element description | wc -m)" -gt 60 ] || fail "$id has no description worth the name."
  [ "$(element tags | wc -w)" -gt 6 ] || fail "$id has no tags of its own."
  [ -n "$(element releaseNotes)" ] || fail "$id has no release notes."
  ! grep -q 'type="git" url=' "$work/nuspec" || fail "$id names a repository's address, and the project has none yet."

  files=$(unzip -Z1 "$package")
  for file in README.md LICENSE icon.png "lib/net10.0/$id.dll" "lib/net10.0/$id.xml"; do
    grep -qxF "$file" <<<"$files" || fail "$id: the package does not hold $file."
  done
  ! grep -v -x -E "README.md|LICENSE|THIRD-PARTY-NOTICES.txt|icon.png|lib/net10.0/$id.(dll|xml)|schemas/[a-z]*.schema.json|$id.nuspec|_rels/.rels|\[Content_Types\].xml|package/.*" \
    <<<"$files" >"$work/others" || fail "$id: the package holds what nobody asked for: $(xargs <"$work/others")."
  unzip -p "$package" README.md | cmp -s - "src/$id/README.md" || fail "$id: its readme is not src/$id/README.md."
  unzip -p "$package" icon.png | cmp -s - build/icon.png || fail "$id: its icon is not build/icon.png."
  grep -qxF "lib/net10.0/$id.pdb" <<<"$(unzip -Z1 "$feed/$id.$version.snupkg")" || fail "$id: the symbol package holds no symbols."

  # What it depends on is what its project names, and no more than the table of docs/architecture.md allows.
  sed -n 's/.*<dependency id="\([^"]*\)".*/\1/p' "$work/nuspec" | sort >"$work/dependencies"
  grep -v 'ReferenceOutputAssembly="false"' "src/$id/$id.csproj" |
    sed -n -e 's|.*<PackageReference Include="\([^"]*\)".*|\1|p' -e 's|.*<ProjectReference Include=".*/\([^/]*\)\.csproj".*|\1|p' | sort >"$work/named"
  # The store asks for a newer SQLite than Microsoft.Data.Sqlite does: what is pinned comes with it.
  [ "$id" != CensorshipEval.Storage.Sqlite ] ||
    printf '%s\n' Microsoft.Extensions.AI.Abstractions SQLitePCLRaw.bundle_e_sqlite3 SQLitePCLRaw.core | sort -o "$work/named" - "$work/named"
  diff "$work/named" "$work/dependencies" >&2 || fail "$id depends on other packages than its project names (<: named, >: in the package)."
  sed -n "s/^| $id | .* | \(.*\) |$/\1/p" docs/architecture.md | sed 's/, /\n/g' | sort >"$work/allowed"
  [ "$id" = CensorshipEval.Storage.Sqlite ] || [ -z "$(comm -23 "$work/dependencies" "$work/allowed")" ] ||
    fail "$id depends on $(comm -23 "$work/dependencies" "$work/allowed" | xargs), which docs/architecture.md does not allow."
  # Of each other they ask for this very version, and for none that was not packed.
  while read -r other asked; do
    [ -f "$feed/$other.$asked.nupkg" ] || fail "$id asks for $other $asked, which was not packed."
  done < <(sed -n 's/.*<dependency id="\(CensorshipEval[^"]*\)" version="\([^"]*\)".*/\1 \2/p' "$work/nuspec")
done
unzip -p "$feed/CensorshipEval.Reporting.$version.nupkg" THIRD-PARTY-NOTICES.txt | grep -q '^.*vega-lite [0-9.]* (BSD-3-Clause)' ||
  fail "CensorshipEval.Reporting: its notices do not name the charting library that it holds."
say "${#ids[@]} packages $version: metadata, files, symbols and dependencies are as they should be"

# --- A user's machine -----------------------------------------------------------------------------------------------------------------

# Our packages come from the feed alone; all others from where this machine gets them, and from what it has already, which may hold older ones of ours.
known=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: //')
export NUGET_PACKAGES=$work/nuget NUGET_FALLBACK_PACKAGES=$work/known
mkdir "$work/known"
[ ! -d "$known" ] || find "$known" -mindepth 1 -maxdepth 1 -type d ! -iname 'censorshipeval*' -exec ln -s -t "$work/known" {} +
{
  echo '<configuration><packageSourceMapping>'
  echo '<packageSource key="censorshipeval"><package pattern="CensorshipEval*" /></packageSource>'
  dotnet nuget list source | sed -n 's|^ *[0-9]*\. *\(.*\) \[Enabled\]$|<packageSource key="\1"><package pattern="*" /></packageSource>|p'
  echo '</packageSourceMapping></configuration>'
} >"$work/nuget.config"

# A user who takes warnings seriously. A feed that lacks a version which a template asks for gives the next one: no business of ours.
export TreatWarningsAsErrors=true WarningsNotAsErrors=NU1603

# --- What README.md says --------------------------------------------------------------------------------------------------------------

# Does what stands between two headings: runs blocks of commands, writes blocks whose file the line before names, and finds blocks of text in what was printed.
follow() { # from this heading, to the next one of any kind
  local steps=$work/steps step output=$work/output
  rm -rf "$steps"
  mkdir "$steps"
  awk -v heading="$1" -v steps="$steps" '
    !fenced && /^##/ { here = $0 == heading; next }
    !here { next }
    /^```[a-z]+$/ { fenced = 1; n++; step = sprintf("%s/%02d.%s", steps, n, substr($0, 4)); printf "" > step; if (file != "") print file > (step ".name"); file = ""; next }
    /^```$/ { fenced = 0; close(step); next }
    fenced { print > step; next }
    match($0, /`[^`]+`:$/) { file = substr($0, RSTART + 1, RLENGTH - 3); next }
  ' "$repository/README.md"
  [ -n "$(ls "$steps")" ] || fail "README.md no longer has '$1', or no code in it."

  cd "$home"
  for step in "$steps"/*; do
    case $step in
      *.name) ;;
      *.sh)
        if grep -qxF "$pack" "$step"; then continue; fi # done above
        sed 's/^/    $ /' "$step"
        # All that users' commands print, both ways, since a failed one tells why in either.
        bash -euo pipefail "$step" >"$output" 2>&1 </dev/null || { cat "$output" >&2; fail "a command of README.md, '$1', failed; its output stands above."; }
        ;;
      *.text)
        while read -r line; do
          grep -qF -- "$line" "$output" || { cat "$output" >&2; fail "README.md, '$1', promises '$line', and what was printed stands above."; }
        done <"$step"
        ;;
      *)
        [ -f "$step.name" ] || fail "README.md, '$1': no line before a block of ${step##*.} names its file."
        mkdir -p "$(dirname "$(cat "$step.name")")"
        cp "$step" "$(cat "$step.name")"
        ;;
    esac
  done
  cd "$repository"
  say "README.md, '${1##*# }': done as it says"
}

follow '## Use it from code'
follow '### Measure a model'
follow '### Assert in a unit test'
follow '### Notice refusals in an app'
follow '### Judge a text'

# What was tried out is what was packed, all of it.
for id in "${ids[@]}"; do
  name=${id,,}
  cmp -s "$NUGET_PACKAGES/$name/$version/$name.$version.nupkg" "$feed/$id.$version.nupkg" || fail "$id was not taken from the feed by any project of README.md."
done

# --- The guard alone ------------------------------------------------------------------------------------------------------------------

brought=$(sed -n 's|^ *"\([^"/]*\)/[0-9][^"]*": {$|\1|p' "$home/my-chat/obj/project.assets.json" | sort -u)
for other in CensorshipEval CensorshipEval.Corpora MathNet.Numerics FluentValidation Microsoft.Data.Sqlite SQLitePCLRaw.core; do
  ! grep -qxiF "$other" <<<"$brought" || fail "an app with CensorshipEval.Guard alone gets $other too."
done
say "an app with the guard alone gets $(wc -l <<<"$brought") packages, and neither corpus nor statistics nor a database"

"$home/my-chat/bin/Debug/net10.0/my-chat" >"$work/whole"
quietly dotnet publish "$home/my-chat" -c Release --use-current-runtime --self-contained -p:PublishTrimmed=true -p:TrimmerSingleWarn=false -o "$work/trimmed" --nologo
"$work/trimmed/my-chat" >"$work/output"
diff "$work/whole" "$work/output" >&2 || fail "trimmed, the app with the guard prints something else (<: whole, >: trimmed)."
say "trimmed and with a runtime of its own, without a warning, it says the same; $(du -sm "$work/trimmed" | cut -f1) MB"
