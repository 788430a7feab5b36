"""Two hundred bad files: nothing escapes, and every file ends as at least one document or reject."""

from __future__ import annotations

import gzip
import io
import json
import random

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from detente.read import count_inputs, read_paths
from detente.records import Document, Reject

NEWS = "Brazil and France agreed on Tuesday to build the two submarines, the navy said. "
SUFFIXES = ["", ".txt", ".md", ".json", ".jsonl", ".csv", ".tsv", ".parquet", ".txt.gz", ".jsonl.zst", ".xyz"]
FILES = 200


def _parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table({"text": [NEWS] * 50, "date": ["2023-04-29"] * 50}), sink)
    return sink.getvalue()


def _bodies(rng: random.Random) -> list[bytes]:
    row = json.dumps({"id": "a", "date": "2023-04-29", "text": NEWS * 3}).encode()
    day = f"{rng.randint(0, 9999):04}-{rng.randint(0, 99):02}-{rng.randint(0, 99):02}"
    return [
        b"",
        b"\xef\xbb\xbf",
        b"\xff\xfe" + rng.randbytes(99),
        rng.randbytes(rng.randint(1, 5000)),
        NEWS.encode().replace(b" ", b"\0"),
        f"Café {NEWS}".encode("latin1"),
        f" date {day} {NEWS}\n date {day} {NEWS}\n".encode(),
        f"Date: {day}\n\n{NEWS}".encode(),
        row[: rng.randint(1, len(row))] + b"\n" + row,
        b"[" * rng.choice([10, 100_000]),
        b'{"a":' * rng.choice([10, 100_000]),
        b'{"text": "a", "date": ' + b"9" * rng.choice([9, 20, 6000]) + b"}",
        json.dumps({"text": NEWS + "\ud800", "\udfff": "\ud800"}).encode(),
        b'{"text": "The news", "x": NaN, "id": NaN, "date": -Infinity}',
        b'{"text": {"a": 1}}\n[1, 2]\n"text"\n1\nnull\n\n',
        f'id,text\n1,"{NEWS}\n2,x,y,z\n"a"b,c\n'.encode(),
        f"text\t\t\n{NEWS}\0\t\r\r\n".encode(),
        b'"' * rng.randint(1, 9),
        b"{",
        b"[",
        gzip.compress(row * 9)[: rng.randint(1, 60)],
        zstandard.compress(row * 9)[: rng.randint(1, 60)],
        gzip.compress(zstandard.compress(row)),
        bytes(b ^ (rng.random() < 0.01) for b in _parquet()),
        _parquet()[: rng.randint(4, 800)],
        b"PAR1" + rng.randbytes(200) + b"PAR1",
        b"%PDF-1.4" + rng.randbytes(50),
        b"<html><body>" + NEWS.encode(),
        "\u2028\u2029\x85\ufeff".encode() * 9,
        b"\r" * 999,
    ]


def test_garbage(tmp_path):
    rng = random.Random(20230429)  # noqa: S311 - the same garbage every time
    paths = []
    while len(paths) < FILES:
        for body in _bodies(rng):
            path = tmp_path / f"{len(paths):03}{rng.choice(SUFFIXES)}"
            path.write_bytes(body)
            paths.append(str(path))
    (tmp_path / "999.jsonl").mkdir()
    big = tmp_path / "big.txt"
    big.write_bytes(NEWS.encode() * (10_000_000 // len(NEWS)))
    for options in ({}, {"max_chars": 50, "languages": ()}, {"fields": {"text": "id"}}):
        items = list(read_paths([*paths, str(big), str(tmp_path / "999.jsonl")], **options))
        assert items == list(read_paths([*paths, str(big), str(tmp_path / "999.jsonl")], **options))
        for path in [*paths, str(big), str(tmp_path / "999.jsonl")]:
            assert any(item.origin == path or item.origin.startswith(f"{path}:") for item in items), path
        for item in items:
            if isinstance(item, Reject):
                assert item.reason.strip().isprintable()
                assert item.sample.isprintable()
            else:
                assert isinstance(item, Document)
                json.dumps([item.id, item.title, item.text, item.extra], ensure_ascii=False, allow_nan=False).encode()
    assert isinstance(count_inputs([str(p) for p in paths if not p.endswith((".gz", ".zst"))]), int)
