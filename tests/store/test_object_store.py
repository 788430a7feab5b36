"""The same store in an object store, over a real socket."""

from __future__ import annotations

import urllib.request

import pytest

from detente import open_store
from detente.store import Tables, Writer, verify

moto_server = pytest.importorskip("moto.server", reason="needs moto, flask and flask-cors, of the extra dev")


@pytest.fixture(scope="module")
def bucket():
    """Options of a bucket ``news`` on a server of this machine."""
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    urllib.request.urlopen(urllib.request.Request(f"{address}/news", method="PUT"))  # noqa: S310 - our own server
    yield {
        "AWS_ENDPOINT_URL": address, "AWS_ALLOW_HTTP": "true", "AWS_ACCESS_KEY_ID": "any",
        "AWS_SECRET_ACCESS_KEY": "any", "AWS_REGION": "us-east-1",
    }  # fmt: skip
    server.stop()


def test_written_once_asked_replaced_and_whole(bucket, result):
    where = "s3://news/base"

    def fill(text):
        made = Writer(Tables(where, bucket), coder="c1", lexicon="l1")
        told = made.write(result(text, id="a"))
        made.close()
        return told

    assert fill("India attacked Russia.") is True
    assert fill("India attacked Russia.") is False
    assert fill("Russia attacked India.") is True
    assert verify(Tables(where, bucket)) == []
    now = open_store(where, options=bucket)
    assert [r["actor_countries"] for r in now.events(between=("IND", "RUS"))] == ["RUS"]
    then = open_store(where, options=bucket, as_of=1)
    assert [r["actor_countries"] for r in then.events()] == ["IND"]


def test_two_writers_at_once(bucket, result):
    where = "s3://news/two"
    one, other = (Writer(Tables(where, bucket), coder="c1", lexicon="l1", batch=2) for _ in "ab")
    for n in range(6):
        one.write(result("India attacked Russia.", id=f"d{n}"))
        other.write(result("India attacked Russia.", id=f"d{5 - n}"))
    one.close()
    other.close()
    assert verify(Tables(where, bucket)) == []
    assert open_store(where, options=bucket).counts()["documents"] == 6
