#!/usr/bin/env bash
# Draws icon.png, which every package holds, from icon.svg. Needs chromium; run it again after a change of the drawing and commit both.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Drawn on a canvas and not as a screenshot, whose height is not that of the window everywhere.
cat >"$work/icon.html" <<HTML
<body><script>
  const picture = new Image();
  picture.onload = () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 128, height: 128 });
    canvas.getContext('2d').drawImage(picture, 0, 0, 128, 128);
    document.body.textContent = canvas.toDataURL('image/png');
  };
  picture.src = 'data:image/svg+xml;base64,$(base64 -w 0 icon.svg)';
</script></body>
HTML
chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" --virtual-time-budget=2000 --dump-dom "file://$work/icon.html" 2>/dev/null |
  sed -n 's|.*data:image/png;base64,\([A-Za-z0-9+/=]*\).*|\1|p' | base64 -d >"$work/icon.png"
[ -s "$work/icon.png" ] || { echo "chromium drew nothing." >&2; exit 1; }
mv "$work/icon.png" icon.png
