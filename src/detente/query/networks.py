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
from .acts import CONFLICT, COOPERATION, QUADS, Act, acts_of
from .series import checked, pairs_of

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
    return network_of([a for a in acts_of(store, **filters) if a.quad in KINDS[what]], scale, least)


def network_of(acts: list[Act], scale: str = "plover", least: int = 1) -> Network:
    """The network of acts that are there already."""
    told: dict[tuple[str, str], list[Act]] = defaultdict(list)
    for act in acts:
        for pair in pairs_of(act):
            told[pair].append(act)
    edges = [
        {"a": a, "b": b, "acts": len(of), "net": round(sum(x.scaled(scale) or 0.0 for x in of), 4)}
        for (a, b), of in told.items()
        if len(of) >= least
    ]
    edges.sort(key=lambda e: (-e["acts"], e["a"], e["b"]))  # type: ignore[operator]
    nodes = _nodes(edges, {(e["a"], e["b"]): told[e["a"], e["b"]] for e in edges}, scale)  # type: ignore[index]
    return Network(
        pa.Table.from_pylist(nodes, schema=NODES), pa.Table.from_pylist(edges, schema=EDGES), _balance(edges)
    )  # fmt: skip


def _nodes(edges: list[dict[str, Any]], told: dict[Any, list[Act]], scale: str) -> list[dict[str, Any]]:
    import networkx as nx

    graph = nx.Graph()
    for edge in sorted(edges, key=lambda e: (e["a"], e["b"])):
        graph.add_edge(edge["a"], edge["b"], acts=edge["acts"], far=1.0 / edge["acts"])
    if not graph:
        return []
    mine: dict[str, dict[str, Act]] = defaultdict(dict)
    for pair, acts in told.items():
        for country in pair:
            mine[country].update({act.id: act for act in acts})
    between = nx.betweenness_centrality(graph, weight="far")
    clustering, core = nx.clustering(graph), nx.core_number(graph)
    groups = nx.community.louvain_communities(graph, weight="acts", seed=1)
    of = {c: n for n, group in enumerate(sorted(groups, key=lambda g: (-len(g), min(g))), 1) for c in group}
    rows = [
        {
            "country": c, "partners": graph.degree(c), "acts": len(mine[c]),
            "does": sum(_in(c, a, "actor") for a in mine[c].values()),
            "suffers": sum(_in(c, a, "recipient") for a in mine[c].values()),
            "net": round(sum(a.scaled(scale) or 0.0 for a in mine[c].values()), 4),
            "betweenness": round(between[c], 6), "clustering": round(float(clustering[c]), 6), "core": core[c],
            "community": of[c],
        }
        for c in sorted(graph)
    ]  # fmt: skip
    return sorted(rows, key=lambda r: (-r["acts"], r["country"]))


def _in(country: str, act: Act, role: str) -> bool:
    return country in (act.event[f"{role}_countries"] or "").split("; ")


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
