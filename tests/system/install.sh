#!/usr/bin/env bash
# What the tests need from the system: LibreOffice (reads the old formats, opens the Word and Excel files that are
# written), Chromium (opens the HTML), Tesseract with simplified Chinese, Pango (WeasyPrint), pdftoppm and
# CJK fonts. Installed on Debian as root; named otherwise. With CI=true a missing part fails.
set -euo pipefail

declare -A package_of=(
  [soffice]=libreoffice-writer-nogui
  [chromium]=chromium
  [pdftoppm]=poppler-utils
  [fc-list]=fontconfig
  [tesseract]=tesseract-ocr
)
missing=()
for command in "${!package_of[@]}"; do
  command -v "$command" >/dev/null || missing+=("${package_of[$command]}")
done
[ -e /usr/lib/libreoffice/program/libsclo.so ] || missing+=(libreoffice-calc-nogui)
if ! ldconfig -p 2>/dev/null | grep -q libpangoft2-1.0; then
  missing+=(libpangoft2-1.0-0)
fi
if ! tesseract --list-langs 2>/dev/null | grep -qx chi_sim; then
  missing+=(tesseract-ocr-chi-sim)
fi
if ! command -v fc-list >/dev/null || [ -z "$(fc-list :lang=zh family)" ]; then
  missing+=(fonts-noto-cjk)
fi
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "安装测试所需的系统软件：${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  exit 0
fi
echo "测试还需要这些系统软件（Debian 包名）：${missing[*]}" >&2
[ "${CI:-}" = true ] && exit 1
echo "缺少它们时，相应的测试会跳过。" >&2
