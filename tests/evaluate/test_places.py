import pytest

from detente.evaluate.counts import Count, Share
from detente.evaluate.places import Placed, distance_km, place_differences, score_places


def at(lat, lon, country=None, start=0, end=5):
    return {"start": start, "end": end, "text": "x" * (end - start), "lat": lat, "lon": lon, "country": country}


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 0), (0, 1), 111.195),
        ((0, 0), (90, 0), 10007.557),
        ((0, 0), (0, 180), 20015.115),  # to the other side of the Earth
        ((10, 179.5), (10, -179.5), 109.506),  # across the date line
        ((48.8566, 2.3522), (51.5074, -0.1278), 343.557),  # Paris, London
    ],
)
def test_distances(a, b, km):
    assert distance_km(at(*a), at(*b)) == pytest.approx(km, abs=0.01)


def test_no_distance_to_what_has_no_coordinates():
    assert distance_km(at(0, 0), None) is None
    assert distance_km(at(0, 0), at(None, None)) is None


@pytest.fixture
def document():
    gold = [
        at(10, 20, "NOR", 0, 5),  # found, right
        at(10, 20, "NOR", 10, 15),  # found in another country 111 km away
        at(10, 20, None, 20, 25),  # found, far away
        at(10, 20, "SUD", 30, 35),  # found, no coordinates
        at(10, 20, "SUD", 40, 45),  # missed
        at(10, 20, "NOR", 50, 55),  # found, but unknown when asked
    ]
    ours = [
        at(10, 20, "NOR", 2, 7),
        at(11, 20, "SUD", 10, 15),
        at(20, 20, "NOR", 20, 25),
        at(None, None, "SUD", 30, 35),
        at(10, 20, "NOR", 50, 55),
        at(10, 20, "NOR", 60, 65),  # too many
    ]
    given = [at(10, 20, "NOR"), at(11, 20, "SUD"), at(20, 20, "NOR"), at(None, None, "SUD"), at(10, 21, "SUD"), None]
    return Placed(gold, ours, given)


def test_scores(document):
    scores = score_places([document])
    assert scores.found == Count(6, 6, 5)
    assert scores.near == Count(6, 6, 3)
    assert scores.country_found == Share(3, 4)  # gold tells five countries, one of them is missed
    assert scores.country_given == Share(3, 5)
    assert scores.near_given == Share(3, 6)
    assert scores.near_resolved == Share(3, 4)
    assert scores.median_km == pytest.approx((109.5 + 111.2) / 2, abs=0.1)


def test_differences(document):
    rows = place_differences("n1", document)
    assert [(r[1], r[2], r[14], r[18]) for r in rows] == [
        ("country", 10, 111.2, 111.2),
        ("far", 20, 1112.0, 1112.0),
        ("unplaced", 30, "", ""),
        ("missed", 40, "", 109.5),
        ("given", 50, 0.0, ""),
        ("extra", "", "", ""),
    ]


def test_a_place_is_found_once():
    gold, ours = [at(0, 0, end=10)], [at(50, 0, end=8), at(0, 0, start=8, end=10)]
    scores = score_places([Placed(gold, ours, [None])])
    assert (scores.found.hits, scores.near.hits) == (1, 1)


def test_nothing_is_no_error():
    told = score_places([Placed([], [], [])]).to_json()
    assert told["given_the_span"]["median_km"] is None
    assert told["found"]["f1"] == 0
