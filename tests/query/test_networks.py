"""Networks of countries."""

import pytest

from detente.errors import StoreError

LINES = (
    "2023-01-10 IND = RUS AGREE: One pact of two.",
    "2023-02-10 IND > RUS AID: Delhi helps a port.",
    "2023-03-10 RUS > UKR ASSAULT: Shells fall on a town.",
    "2023-03-20 USA > UKR AID: Trucks with food arrive.",
    "2023-04-10 USA > RUS SANCTION: Banks are barred.",
    "2023-05-10 EU > RUS SANCTION: Coal is barred.",
)


@pytest.fixture(scope="module")
def store(told):
    return told(*LINES)


def test_nodes_and_edges(store):
    found = store.network()
    nodes = {r["country"]: r for r in found.nodes.to_pylist()}
    assert list(nodes) == ["RUS", "IND", "UKR", "USA"]  # no EU: not a country
    assert nodes["RUS"]["partners"] == 3
    assert (nodes["RUS"]["does"], nodes["RUS"]["suffers"]) == (2, 2)
    assert nodes["UKR"]["clustering"] == 1.0
    assert nodes["RUS"]["betweenness"] == pytest.approx(2 / 3)
    edges = found.edges.to_pylist()
    assert (edges[0]["a"], edges[0]["b"], edges[0]["acts"], edges[0]["net"]) == ("IND", "RUS", 2, 12.5)
    assert found.balance == 1.0  # two hostile pairs and a friendly one


def test_who_against_whom(store):
    assert {(e["a"], e["b"]) for e in store.network(what="conflict").edges.to_pylist()} == {
        ("RUS", "UKR"),
        ("RUS", "USA"),
    }
    assert store.network(what="cooperation", least=2).edges.num_rows == 1


def test_nothing(store):
    found = store.network(since="2030")
    assert (found.nodes.num_rows, found.edges.num_rows, found.balance) == (0, 0, None)


def test_no_such_kind(store):
    with pytest.raises(StoreError, match="no such kind"):
        store.network(what="love")
