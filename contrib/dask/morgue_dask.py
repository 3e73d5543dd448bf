"""Runs `morgue extract` on the workers of Dask: `python morgue_dask.py SHARDS OUTPUT [SCHEDULER]`, then `morgue load OUTPUT`."""
import glob, gzip, os, subprocess, sys
import pyarrow
from dask.distributed import Client


def extract(shard, output):
    lines = pyarrow.input_stream(shard, compression="zstd").read()
    records = subprocess.run(["morgue", "extract", "--stdin", "--jobs", "1"], input=lines, stdout=subprocess.PIPE, check=True).stdout
    name = os.path.basename(shard).replace(".zst", ".gz")
    with gzip.open(f"{output}/.{name}", "wb") as part:
        part.write(records)
    os.replace(f"{output}/.{name}", f"{output}/{name}")


if __name__ == "__main__":
    os.makedirs(sys.argv[2], exist_ok=True)
    with Client(*sys.argv[3:4]) as client:
        shards = sorted(glob.glob(os.path.abspath(sys.argv[1]) + "/*.ndjson.zst"))
        client.gather(client.map(extract, shards, output=os.path.abspath(sys.argv[2])))
