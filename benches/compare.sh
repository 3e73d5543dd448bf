#!/usr/bin/env bash
# What an ingest costs beside what it cannot cost less than: `benches/compare.sh FOLDER [ROUNDS]`.
#
# In each round, one behind the other, so that whatever else the machine does is in all of them:
#   floor    one thread writes the decoded texts into the same tables and index, and reads nothing from them
#   store    the same texts, stored as an ingest does, the index made by all cores
#   read     one thread reads every file and computes its digest
#   extract  `morgue extract --jobs 1`: every file becomes a record, and the record JSON
#   ingest   `morgue ingest` into a new archive, on all cores
#   again    the same command on the same archive, nothing having changed
#   few      a hundred files more, copies of the first ones, into that archive
# and, where they are installed, sqlite-utils and recollindex.
#
# Needs GNU time, GNU coreutils and awk. Seconds of user CPU, seconds of wall clock, peak memory in MiB: least, median
# and most of the rounds, and the medians as a multiple of the floor's.
set -euo pipefail

folder=$(realpath "${1:?usage: benches/compare.sh FOLDER [ROUNDS]}")
rounds=${2:-5}
cd "$(dirname "$0")/.."
cargo build --quiet --release --bin morgue --example floor
bin=${CARGO_TARGET_DIR:-target}/release
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# timed NAME COMMAND…: notes user, system and wall seconds and peak memory of a command.
timed() {
    local name=$1
    shift
    /usr/bin/time -f "%U %S %e %M" -o "$work/time" "$@" >/dev/null 2>"$work/stderr" || [ $? -eq 3 ] ||
        { echo "compare.sh: $name failed:" >&2; cat "$work/stderr" >&2; exit 1; }
    awk -v name="$name" 'END { printf "%s %s %s %s %.0f\n", name, $1, $2, $3, $4 / 1024 }' "$work/time" >>"$work/all"
}

mkdir "$work/few"
find "$folder" -type f -print0 | sort -z >"$work/files"
head -z -n 100 "$work/files" | xargs -0 cp --parents -t "$work/few"

for _ in $(seq "$rounds"); do
    rm -rf "$work"/*.db "$work/recoll"
    echo "floor $("$bin/examples/floor" index "$folder" "$work/floor.db")" >>"$work/all"
    echo "store $("$bin/examples/floor" store "$folder" "$work/store.db")" >>"$work/all"
    echo "read $("$bin/examples/floor" read "$folder")" >>"$work/all"
    timed extract "$bin/morgue" extract "$folder" --jobs 1
    timed ingest "$bin/morgue" ingest "$folder" --archive "$work/morgue.db" --quiet
    timed again "$bin/morgue" ingest "$folder" --archive "$work/morgue.db" --quiet
    timed few "$bin/morgue" ingest "$work/few" --archive "$work/morgue.db" --quiet
    if command -v sqlite-utils >/dev/null; then
        timed sqlite-utils sh -c 'sqlite-utils insert-files "$1" texts "$2" --text &&
            sqlite-utils enable-fts "$1" texts content' sh "$work/utils.db" "$folder"
    fi
    if command -v recollindex >/dev/null; then
        mkdir "$work/recoll"
        echo "topdirs = $folder" >"$work/recoll/recoll.conf"
        timed recollindex recollindex -c "$work/recoll"
    fi
done

files=$(find "$folder" -type f | wc -l)
echo "$files files, $rounds rounds; each figure: least / median / most, and the median as a multiple of the floor's"
awk '
    function part(name, column,    count, values, at) {
        count = split(kept[name, column], values, " ")
        for (at = 1; at <= count; at++) values[at] += 0
        # A handful of values: sorted by insertion, since awk need not have a sort of its own.
        for (at = 2; at <= count; at++)
            for (to = at; to > 1 && values[to - 1] > values[to]; to--) {
                swap = values[to]; values[to] = values[to - 1]; values[to - 1] = swap
            }
        least = values[1]; median = values[int((count + 1) / 2)]; most = values[count]
        if (name == "floor") of_floor[column] = median
        return sprintf("%7.2f / %7.2f / %7.2f  %6.2f", least, median, most,
            of_floor[column] > 0 ? median / of_floor[column] : 0)
    }
    { if (!($1 in seen)) { seen[$1]; order[++names] = $1 }
      kept[$1, "user"] = kept[$1, "user"] " " $2
      kept[$1, "wall"] = kept[$1, "wall"] " " $4
      if ($5 + 0 > peak[$1] + 0) peak[$1] = $5 }
    END {
        printf "%-14s %-38s %-38s %s\n", "", "user CPU, s", "wall clock, s", "peak, MiB"
        for (at = 1; at <= names; at++) {
            name = order[at]
            printf "%-14s %-38s %-38s %6d\n", name, part(name, "user"), part(name, "wall"), peak[name]
        }
    }' "$work/all"
