#!/usr/bin/env bash
# Puts promtool, amtool and kubectl out of Debian's packages into .tools/, for the checks that need no server. Only unpacked,
# never installed: nothing is started, and no service of the machine changes. apt compares each package with its signed list.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$PWD/.tools
declare -A package=([promtool]=prometheus [amtool]=prometheus-alertmanager [kubectl]=kubernetes-client)

lacking=()
for tool in "${!package[@]}"; do
  command -v "$tool" >/dev/null || [[ -x $folder/usr/bin/$tool ]] || lacking+=("${package[$tool]}")
done
((${#lacking[@]})) || exit 0

mkdir -p "$folder"
downloads=$(mktemp -d)
trap 'rm -rf "$downloads"' EXIT
chmod 755 "$downloads"
cd "$downloads"
echo "fetching: ${lacking[*]}"
if ! apt-get download -qq "${lacking[@]}" 2>/dev/null; then
  # A machine that was just made has no lists yet.
  as_root=()
  [[ $(id -u) -eq 0 ]] || as_root=(sudo -n)
  "${as_root[@]}" apt-get update -qq
  apt-get download -qq "${lacking[@]}"
fi
for file in ./*.deb; do
  dpkg -x "$file" "$folder"
done
