"""dlt_load.py FOLDER: the lines of an export into PostgreSQL with dlt, as its documentation does it."""

import pathlib
import sys

import dlt


def documents(path):
    with path.open("rb") as lines:
        for line in lines:
            yield dlt.common.json.loadb(line)


pipeline = dlt.pipeline("bench", destination="postgres", dataset_name="bench", pipelines_dir="tmp/bench-dlt-data")
pipeline.drop()
pipeline.run(
    [
        dlt.resource(documents(path), name=path.stem, write_disposition="append")
        for path in sorted(pathlib.Path(sys.argv[1]).glob("*.jsonl"))
    ]
)
