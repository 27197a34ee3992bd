#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Doudi contributors
#
# The templates in ui/: well-formed, named after their class, in the program, and all their words
# for translators. That each can be built, the tests of the app show.
set -euo pipefail
shopt -s nullglob
cd "$(dirname "$0")/../../ui"

status=0

complain() {
  echo "ui/$1" >&2
  status=1
}

# doudi-sign-in-page -> DoudiSignInPage
class_name() {
  sed -E 's/(^|-)([a-z])/\U\2/g' <<<"$1"
}

words='name="(label|title|subtitle|text|[a-z-]*tooltip-text|placeholder-text)"'

for file in *.ui; do
  class=$(class_name "${file%.ui}")
  xmllint --noout --nonet "$file" || status=1
  grep -q "<template class=\"$class\"" "$file" || complain "$file: there is no template $class"
  grep -q ">$file</file>" doudi.gresource.xml || complain "$file: not listed in doudi.gresource.xml"
  while IFS= read -r line; do
    complain "$file:$line: without translatable=\"yes\""
  done < <(grep -nE "<(property|attribute) ${words}[^>]*>[^<]*[A-Za-z]{2}" "$file" |
    grep -v 'translatable="yes"')
done
exit "$status"
