"""Who with whom, who against whom: countries as a network of their acts, with the standard measures.

networkx computes them, on the undirected graph whose edges weigh the acts of a pair; communities are Louvain's with a
fixed seed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ..errors import StoreError
from .acts import CONFLICT, COOPERATION, QUADS, SCALES, paired
from .filters import quads
from .series import checked

if TYPE_CHECKING:
    from .store import Store

KINDS = {"all": QUADS, "cooperation": COOPERATION, "conflict": CONFLICT, **{q: (q,) for q in QUADS}}
EDGES = pa.schema([("a", pa.string()), ("b", pa.string()), ("acts", pa.int64()), ("net", pa.float64())])
NODES = pa.schema(
    [
        ("country", pa.string()), ("partners", pa.int64()), ("acts", pa.int64()), ("does", pa.int64()),
        ("suffers", pa.int64()), ("net", pa.float64()), ("betweenness", pa.float64()), ("clustering", pa.float64()),
        ("core", pa.int64()), ("community", pa.int64()),
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Network:
    """``nodes`` (``NODES``) and ``edges`` (``EDGES``) as Arrow tables, the most active first; ``balance``: of the
    triads in which every pair has a net value, the share with an even number of hostile ones (``None`` without any).

    ``partners``: countries that it has acts with; ``does``, ``suffers``: acts in which it acts, in which it is acted
    on; ``net``: values of all acts on the scale, summed; ``betweenness``: share of shortest paths of others through it,
    where more acts are a shorter way; ``clustering``: how many pairs of its partners are partners; ``core``: the
    largest k of a k-core that holds it; ``community``: numbered from the largest.
    """

    nodes: pa.Table
    edges: pa.Table
    balance: float | None


def network(store: Store, *, what: str = "all", scale: str = "plover", least: int = 1, **filters: Any) -> Network:
    """The network of the acts that ``filters`` let through. ``what``: ``all``, ``cooperation``, ``conflict`` or a quad
    class; ``least``: pairs of fewer acts are left out. Raises ``StoreError`` for a kind or scale that there is not.
    """
    if what not in KINDS:
        raise StoreError(f"no such kind of network: {what} ({', '.join(KINDS)})")
    checked("day", scale)
    types = ", ".join(f"'{t}'" for t, quad in quads().items() if quad in KINDS[what])
    query = _QUERY.format(types=types, scale=SCALES[scale], least=int(least))
    edges, nodes = [], []
    for row in paired(store, query, filters):
        net = round(row["net"], 4)
        if row["b"] is None:
            nodes.append({"country": row["a"], **{k: row[k] for k in ("acts", "does", "suffers")}, "net": net})
        else:
            edges.append({"a": row["a"], "b": row["b"], "acts": row["acts"], "net": net})
    edges.sort(key=lambda e: (-e["acts"], e["a"], e["b"]))
    return Network(
        pa.Table.from_pylist(_measured(edges, nodes), schema=NODES), pa.Table.from_pylist(edges, schema=EDGES),
        _balance(edges),
    )  # fmt: skip


# A row for each pair, and one without ``b`` for each country of those pairs, in whose acts it may stand more than once.
_QUERY = """,
kept AS (SELECT a, b, number FROM pairs JOIN acts USING (number) WHERE type IN ({types})),
edges AS (SELECT a, b, count(*) AS acts FROM kept GROUP BY a, b HAVING count(*) >= {least}),
mine AS (SELECT DISTINCT unnest([a, b]) AS country, number FROM kept JOIN edges USING (a, b))
SELECT a, b, count(*) AS acts, NULL AS does, NULL AS suffers, coalesce(fsum({scale}), 0.0) AS net
FROM kept JOIN edges USING (a, b) JOIN acts USING (number) GROUP BY a, b
UNION ALL
SELECT country, NULL, count(*), count(*) FILTER (contains('; ' || actor_countries || ';', '; ' || country || ';')),
       count(*) FILTER (contains('; ' || recipient_countries || ';', '; ' || country || ';')),
       coalesce(fsum({scale}), 0.0)
FROM mine JOIN acts USING (number) GROUP BY country
"""


def _measured(edges: list[dict[str, Any]], nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The nodes with what the graph says of them."""
    import networkx as nx

    graph = nx.Graph()
    for edge in sorted(edges, key=lambda e: (e["a"], e["b"])):
        graph.add_edge(edge["a"], edge["b"], acts=edge["acts"], far=1.0 / edge["acts"])
    if not graph:
        return []
    between = nx.betweenness_centrality(graph, weight="far")
    clustering, core = nx.clustering(graph), nx.core_number(graph)
    groups = nx.community.louvain_communities(graph, weight="acts", seed=1)
    of = {c: n for n, group in enumerate(sorted(groups, key=lambda g: (-len(g), min(g))), 1) for c in group}
    rows = [
        {
            **node, "partners": graph.degree(c), "betweenness": round(between[c], 6),
            "clustering": round(float(clustering[c]), 6), "core": core[c], "community": of[c],
        }
        for node in nodes if (c := node["country"])
    ]  # fmt: skip
    return sorted(rows, key=lambda r: (-r["acts"], r["country"]))


def _balance(edges: list[dict[str, Any]]) -> float | None:
    """Share of balanced triads: an even number of pairs whose net value is below zero."""
    sign = {(e["a"], e["b"]): e["net"] > 0 for e in edges if e["net"]}
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in sign:
        near[a].add(b)
    balanced = total = 0
    for (a, b), friendly in sign.items():
        for c in near[a] & near[b]:  # a < b < c: each triad once
            hostile = [friendly, sign[a, c], sign[b, c]].count(False)
            total, balanced = total + 1, balanced + (hostile % 2 == 0)
    return round(balanced / total, 4) if total else None
