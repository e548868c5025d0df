#!/usr/bin/env bash
# Brings the browser in which the chat page is tested, and fonts for Hindi and emoji, where they are missing:
# Debian's packages where we may install them (root, or CI), else playwright's own Chromium.
set -euo pipefail

packages=()
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
[[ -n $browser ]] || packages+=(chromium)
compgen -G "/usr/share/fonts/truetype/noto/NotoSansDevanagari*" >/dev/null || packages+=(fonts-noto-core)
compgen -G "/usr/share/fonts/truetype/noto/NotoColorEmoji*" >/dev/null || packages+=(fonts-noto-color-emoji)
((${#packages[@]})) || exit 0

if command -v apt-get >/dev/null && { ((EUID == 0)) || [[ -n ${CI:-} ]]; }; then
  echo "Installing ${packages[*]} for the tests of the chat page …"
  export DEBIAN_FRONTEND=noninteractive
  as_root=()
  ((EUID == 0)) || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
elif [[ -z $browser ]]; then
  .venv/bin/playwright install chromium
fi
