#!/usr/bin/env bash
# The acceptance test of morgue_spark.py: every way gives the same archive, whatever dies on the way.
#
#   contrib/spark/test.sh [ARTICLES]     20,000 generated articles unless another number is given
#
# PYTHON names a Python that has what contrib/spark/README.md lists; what it lacks is skipped, with the reason.
# Everything happens on this machine, in a folder that is removed at the end.
set -euo pipefail
cd "$(dirname "$0")/../.."
articles=${1:-20000}
python=${PYTHON:-python3}
script=$PWD/contrib/spark/morgue_spark.py
export SPARK_LOCAL_IP=127.0.0.1 PYSPARK_PYTHON=$python PYTHONWARNINGS=ignore
place=$(mktemp -d)
started=()
end() {
    for process in "${started[@]}"; do kill -9 "$process" 2>/dev/null || true; done
    rm -rf "$place"
}
trap end EXIT

failed=0
well() { echo "ok       $1"; }
wrong() { echo "FAILED   $1"; failed=1; }
skip() { echo "skipped  $1: $2"; }
same() { if [ -n "$2" ] && [ "$2" = "$3" ]; then well "$1"; else wrong "$1: $2, not $3"; fi; }
has() { "$python" -c "import $1" 2>/dev/null; }
now() { date +%s.%N; }
since() { echo "$1 $(now)" | awk '{ printf "%.1f s", $2 - $1 }'; }

echo "== morgue, and one that panics at a poison article and reads Parquet"
cargo build --quiet --release --bin morgue --example generate
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
cp "$target/release/morgue" "$target/release/examples/generate" "$place"
cargo build --quiet --bin morgue --features parquet,poison
cp "$target/debug/morgue" "$place/morgue-poison"
cp -r sample_data "$place/samples"
cd "$place"
morgue=$place/morgue
# Some samples fail on purpose, and morgue says so by ending with 3; a digest is only printed where all is well.
quietly() { "$@" >>log 2>&1 || [ $? -eq 3 ] || { tail -n 20 log; return 1; }; }
digest() { "$morgue" digest --archive "$1"; }
load() { quietly "$morgue" load --quiet --archive "$1" "${@:2}"; digest "$1"; }

quietly ./generate clips "$articles"
# Shards of a size at which these few articles give some tasks.
for name in samples clips; do
    quietly "$morgue" pack "$name" -o "shards/$name" --shard-size 4M
    began=$(now)
    quietly "$morgue" ingest --quiet "$name" --archive "$name.db"
    echo "         ingest $name: $(since "$began")"
    "$morgue" extract "$name" 2>>log | quietly "$morgue" load --quiet --archive "$name-piped.db"
    same "$name: extract | load" "$(digest "$name-piped.db")" "$(digest "$name.db")"
done

# run ENGINE NAME INPUT FLAGS…: the script on an engine, and the digest of what comes out.
run() {
    local output=out/$1/$2
    echo "--- $1 $2" >>log
    $engine "$script" "${@:3}" "$output" >>log 2>&1 || { tail -n 30 log >&2; return 1; }
    load "$1-$2.db" "$output/ndjson"
}
# all ENGINE: what every engine has to give.
all() {
    local began
    for name in samples clips; do
        began=$(now)
        same "$1: $name" "$(run "$1" "$name" "shards/$name" --morgue "$morgue")" "$(digest "$name.db")"
        echo "         $1 $name: $(since "$began"), start and load included"
    done
    load "$1-samples.db" "out/$1/samples/ndjson" "out/$1/clips/ndjson" >/dev/null
    "$morgue" ingest --quiet samples clips --archive both.db >>log 2>&1 || true
    same "$1: parts of two jobs, one of them loaded already" "$(digest "$1-samples.db")" "$(digest both.db)"
    run "$1" clips "shards/clips" --morgue "$morgue" >/dev/null
    same "$1: the same job once more changes nothing" \
        "$("$morgue" load --archive "$1-clips.db" "out/$1/clips/ndjson" | sed -n '1s/;.*//p')" \
        "$(numbered "$articles") files: 0 stored, $(numbered "$articles") unchanged, 0 failed"
    quietly "$morgue" ingest --quiet clips/0000 --archive few.db
    same "$1: a folder of files" "$(run "$1" files clips/0000 --files '*.txt' --morgue "$morgue")" "$(digest few.db)"
    same "$1: a table" "$(run "$1" table table --table --morgue "$morgue")" "$(digest few.db)"
    same "$1: a poison article is a record" "$(run "$1" poison shards/poison --morgue "$place/morgue-poison")" "$(digest poison.db)"
    same "$1: records as Parquet" "$(rows "out/$1/clips/parquet")" "$articles rows, v to problems"
    quietly "$place/morgue-poison" load --quiet --archive "$1-parquet.db" "out/$1/clips/parquet"
    same "$1: records as Parquet, loaded" "$(digest "$1-parquet.db")" "$(digest clips.db)"
    # A program that dies in the middle of its work: everything comes out, or the job fails and says so.
    if run "$1" dying shards/clips --morgue "$place/dies-always" >/dev/null 2>>log; then
        wrong "$1: a job whose program always dies has ended well"
    else
        grep -q "dies-always extract.*ended with -9" log && well "$1: a program that is always killed makes the job fail, and is told"
    fi
    # Where the engine tries again by itself, it need not be run twice.
    rm -rf died
    run "$1" dying shards/clips --morgue "$place/dies-once" >/dev/null 2>>log && well "$1: it has tried again by itself"
    same "$1: a program is killed once" "$(run "$1" dying shards/clips --morgue "$place/dies-once")" "$(digest clips.db)"
}
numbered() { echo "$1" | sed -E ':a; s/^([0-9]+)([0-9]{3})/\1,\2/; ta'; }
rows() { "$python" -c "
import sys, pyarrow.dataset as d
t = d.dataset(sys.argv[1], format='parquet', exclude_invalid_files=True)
print(t.count_rows(), 'rows,', t.schema.names[0], 'to', t.schema.names[-1])" "$1"; }

mkdir poison
cp clips/0000/* poison 2>/dev/null || { echo "no folder clips/0000 has been generated"; exit 1; }
echo 'POISON' >poison/poison.txt
quietly "$morgue" pack poison -o shards/poison
quietly ./morgue-poison ingest --quiet poison --archive poison.db
same "the poison works" "$("$morgue" problems --archive poison.db)" \
    "failed: poison/poison.txt: a bug of morgue's stopped it at this text; please report it with the file [internal-error]"
# Programs that die of SIGKILL in the middle of a partition: always, and the first time alone.
cat >dies-always <<END
#!/bin/sh
[ "\$1" = schema ] && exec $morgue "\$@"
head -n 100 | $morgue "\$@" | head -n 50
echo "no more" >&2
kill -9 \$\$
END
sed '2s:.*:[ "$1" = schema ] || ! mkdir '"$place"'/died 2>/dev/null \&\& exec '"$morgue"' "$@":' dies-always >dies-once
chmod +x dies-always dies-once

if ! has pyarrow || ! has pandas; then
    skip "every engine" "$python has no pandas and pyarrow"
    exit $failed
fi
"$python" -c "
import glob, json, sys, pyarrow as pa, pyarrow.parquet as pq, os
files = sorted(glob.glob('clips/0000/*'))
os.mkdir('table')
pq.write_table(pa.table({'path': files, 'text': [open(f, newline='').read() for f in files]}), 'table/one.parquet')"

echo "== Sail"
if has pysail && has pyspark; then
    "$python" -c "
import signal, pysail.spark
server = pysail.spark.SparkConnectServer('127.0.0.1', 0)
server.start(background=True)
print(server.listening_address[1], flush=True)
signal.pause()" >sail.port 2>sail.log &
    started+=($!)
    disown
    until [ -s sail.port ]; do sleep 0.2; done
    export SPARK_REMOTE="sc://127.0.0.1:$(cat sail.port)"
    echo "         pysail $("$python" -c 'import pysail; print(pysail.__version__)'), pyspark $("$python" -c 'import pyspark; print(pyspark.__version__)')"
    engine=$python all sail
    unset SPARK_REMOTE
else
    skip "Sail" "$python has no pysail or no pyspark"
fi

echo "== Apache Spark"
home=$("$python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))' 2>/dev/null || true)
if [ -z "$home" ] || [ ! -d "$home/jars" ]; then
    skip "Spark" "$python has no pyspark with its jars"
elif ! java -version >/dev/null 2>&1; then
    skip "Spark" "there is no java (17 or later)"
else
    echo "         $("$home/bin/spark-submit" --version 2>&1 | grep -o 'version [0-9.]*' | head -n 1), local"
    spark=("$home/bin/spark-submit" --conf spark.ui.enabled=false --conf spark.sql.files.maxPartitionBytes=4m)
    engine="${spark[*]} --master local[2,4]" all spark

    echo "== Apache Spark, a cluster of two workers on this machine; one is killed in the middle"
    class() { # Nobody has to hear from the shell that it was killed.
        "$home/bin/spark-class" "$@" >>cluster.log 2>&1 &
        started+=($!)
        disown
    }
    class org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 17077 --webui-port 18080
    until grep -q 'I have been elected leader' cluster.log; do sleep 0.5; done
    workers=()
    for port in 18081 18082; do
        class org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 1 --memory 2g --webui-port $port \
            --work-dir "$place/work" spark://127.0.0.1:17077
        workers+=($!)
    done
    until [ "$(grep -c 'Registering worker' cluster.log)" -ge 2 ]; do sleep 0.5; done
    engine="${spark[*]} --master spark://127.0.0.1:17077 --files $morgue --conf spark.executor.memory=1g"
    (
        # Some tasks are done and some are not; and a worker is gone with its executor and what that has begun.
        until [ -n "$(ls out/cluster/clips/ndjson/{_temporary/0/task_*,_SUCCESS} 2>/dev/null)" ]; do sleep 0.1; done
        executors=$(pgrep -P "${workers[0]}" || true)
        kill -9 "${workers[0]}" $executors
        (ls -d out/cluster/clips/ndjson/{_temporary/0/task_*,part-*} 2>/dev/null || true) | wc -l >killed
    ) &
    same "cluster: a worker is killed" "$(run cluster clips shards/clips)" "$(digest clips.db)"
    wait $!
    tasks=$(ls out/cluster/clips/ndjson/part-* | wc -l)
    if [ "$(cat killed)" -lt "$tasks" ]; then
        well "cluster: it was killed when $(cat killed) of $tasks tasks were done"
    else
        wrong "cluster: all tasks were done when it was killed; try more articles"
    fi
    grep -q 'Removing worker' cluster.log && well "cluster: the master has lost a worker"
fi

if [ $failed -ne 0 ]; then echo "something FAILED"; fi
exit $failed
