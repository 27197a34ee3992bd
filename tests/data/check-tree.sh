#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Doudi contributors
#
# What holds for the tree as a whole: check-tree.sh walls|licences|open-ends|top-level
set -euo pipefail
shopt -s lastpipe
cd "$(dirname "$0")/../.."

status=0

# complain MESSAGE: fails, with the lines of standard input; no lines, no complaint.
complain() {
  local lines
  lines=$(cat)
  [[ -n $lines ]] || return 0
  printf '%s:\n%s\n' "$1" "$lines" >&2
  status=1
}

# matches PATTERN PATH...: the lines that match. None is no failure.
matches() {
  grep -rnE "$@" || true
}

# but_not PATTERN: the lines of standard input that do not match.
but_not() {
  grep -vE "$1" || true
}

include='^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]'

# A layer, and the layers whose headers it may include.
layer_walls='
base: base
policy: base policy
store: base store
casework: base policy store casework
exchange: base policy store casework exchange
report: base policy store casework report
paper: base policy store casework paper
cli: base policy store casework exchange report paper cli
app: base policy store casework exchange report paper app
'

# How the headers of a library begin, and the only layers that may include them.
library_walls='
(gtk|gdk|gsk|adwaita)[/.-]: app
(sqlite3|sqlcipher|sodium): store
unicode/: base
(zip|expat)\.h: exchange
xlsxwriter: exchange report
json-glib/: policy casework exchange report paper cli
(cairo|pango): paper app
'

walls() {
  local left right

  while IFS= read -r line; do
    left=${line%: *}
    right=${line##*: }
    [[ -z $line ]] ||
      matches "${include}[a-z]+/doudi-" "src/$left" | but_not "\"(${right// /|})/" |
      complain "$left may include only $right"
  done <<<"$layer_walls"

  while IFS= read -r line; do
    left=${line%: *}
    right=${line##*: }
    [[ -z $line ]] ||
      matches "$include$left" src | but_not "^src/(${right// /|})/" |
      complain "Only for $right"
  done <<<"$library_walls"

  for left in src/*/; do
    grep -q "^$(basename "$left"):" <<<"$layer_walls" || echo "$left"
  done | complain 'A layer without walls'

  matches '"[[:space:]]*(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA) ' src |
    but_not '^src/store/' | complain 'SQL outside the store'
  matches '\bg?(double|float) \**[a-z_]+ *[;=,)(]' src/policy src/casework |
    but_not '^[^:]+:[0-9]+: *(/\*|\*)' | complain 'Money is whole fen, without floating point'
}

licences() {
  find src tests build-aux .ci flatpak -type f \( -name '*.[ch]' -o -name '*.sh' -o -perm -u+x \) |
    xargs -d '\n' awk 'FNR > 3 { nextfile }
      /SPDX-License-Identifier: GPL-3\.0-or-later/ { licensed[FILENAME] = 1 }
      END { for (i = 1; i < ARGC; i++) if (!(ARGV[i] in licensed)) print ARGV[i] }' |
    complain 'No licence in the first lines'
}

open_ends() {
  matches '\b(TODO|FIXME|XXX)\b|not implemented' src ui data/*.* | complain 'Left open'
  matches 'g_test_ski[p]|return 7[7]' tests | complain 'A test that can be skipped'
}

# Folders that Meson made are no part of the tree.
top_level() {
  local name

  for name in *; do
    case $name in
      LICENSE | README.md | HACKING.md | meson.build | meson_options.txt) ;;
      build-aux | data | flatpak | po | src | tests | ui | out) ;;
      *) [[ -d $name/meson-private ]] || echo "$name" ;;
    esac
  done | complain 'Nothing else grows at the top level'
}

case $1 in
  walls) walls ;;
  licences) licences ;;
  open-ends) open_ends ;;
  top-level) top_level ;;
  *) exit 2 ;;
esac
exit "$status"
