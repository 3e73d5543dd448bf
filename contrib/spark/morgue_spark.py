"""Runs `morgue extract` on the workers of Apache Spark or Sail: articles in, records as NDJSON and Parquet out.

    spark-submit --files morgue contrib/spark/morgue_spark.py INPUT OUTPUT [-- FLAGS OF morgue extract]

INPUT is a folder of shards (`morgue pack`), a folder of text files with --files '*.txt', or with --table one of
Parquet with the columns `path` and `text` or `content`. A partition that is computed twice comes out the same.
"""
import argparse, base64, json, os, subprocess, sys, tempfile, threading


def program(name):
    """The binary on this machine: the one that came along with --files, else the one of that name or path."""
    try:
        from pyspark import SparkFiles
        shipped = SparkFiles.get(name)
    except Exception:  # Sail has no such files.
        return name
    return shipped if os.path.isfile(shipped) else name


def lines(frame, root):
    """What `morgue extract --stdin` takes, for the rows of a frame."""
    inside = (root.split("://")[1] if "://" in root else os.path.abspath(root)).strip("/") + "/"
    for row in frame.to_dict("records"):
        if "value" in row:  # A line of a shard.
            yield row["value"].encode() + b"\n"
            continue
        path, line = row["path"], {}
        if "text" in row:
            line["text"] = row["text"] or ""
        else:
            line["content_b64"] = base64.b64encode(row["content"] or b"").decode()
        if inside in path:  # Engines give URIs, some of them without the scheme; `morgue ingest ROOT` keeps ROOT/….
            path = root.rstrip("/") + "/" + path.split(inside, 1)[1]
        yield json.dumps({"path": path, **line}).encode() + b"\n"


def records(frames, command, root):
    """The records of one partition. A thread feeds the program while its records are taken from it, so that neither
    waits for the other; what it says on stderr goes to a file, and is told when it fails."""
    import pandas
    told, fed, failures, taken, batch = tempfile.TemporaryFile(), 0, [], 0, []
    process = subprocess.Popen([program(command[0]), *command[1:]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=told)

    def feed():
        nonlocal fed
        try:
            with process.stdin as stdin:
                for line in (line for frame in frames for line in lines(frame, root)):
                    stdin.write(line)
                    fed += 1
        except Exception as failure:
            failures.append(failure)

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    try:
        for line in process.stdout:
            taken += 1
            batch.append(line.decode().rstrip("\n"))
            if len(batch) == 500:
                yield pandas.DataFrame({"record": batch})
                batch = []
        feeder.join()
        if process.wait() != 0 or failures or taken != fed:
            told.seek(max(0, told.seek(0, os.SEEK_END) - 2000))
            raise RuntimeError(f"{' '.join(command)} ended with {process.returncode} after {taken} of {fed} articles "
                               f"{failures}: {told.read().decode(errors='replace')}")
        if batch:
            yield pandas.DataFrame({"record": batch})
    finally:
        process.kill()


def main():
    cut = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--table", action="store_true", help="INPUT is a table in Parquet")
    parser.add_argument("--files", metavar="GLOB", help="INPUT is a folder of text files, of which these are read")
    parser.add_argument("--morgue", default="morgue", help="the binary, where it is not called `morgue`")
    given = parser.parse_args(sys.argv[1:cut])
    from pyspark.sql import SparkSession
    spark = SparkSession.builder.appName("morgue").getOrCreate()
    if given.table:
        rows = spark.read.parquet(given.input)
    elif given.files:
        files = spark.read.format("binaryFile").options(recursiveFileLookup="true", pathGlobFilter=given.files)
        rows = files.load(given.input).select("path", "content").dropDuplicates(["path"])  # Sail 0.7 gives some twice.
    else:
        rows = spark.read.option("pathGlobFilter", "*.ndjson.zst").text(given.input)
    root, ndjson, command = given.input, given.output + "/ndjson", [given.morgue, "extract", "--stdin", "--jobs", "1"]
    command += sys.argv[cut + 1:]
    found = rows.mapInPandas(lambda frames: records(frames, command, root), "record string")
    found.write.mode("overwrite").option("compression", "gzip").text(ndjson)
    schema = subprocess.check_output([program(given.morgue), "schema", "--as", "spark-ddl"], text=True)
    parsed = spark.read.schema(schema).option("mode", "FAILFAST").json(ndjson)
    parsed.write.mode("overwrite").parquet(given.output + "/parquet")


if __name__ == "__main__":
    main()
