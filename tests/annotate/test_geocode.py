"""Which of the places of a name is meant; the texts are made here, the name that is asked for stands in brackets."""

from __future__ import annotations

from datetime import date
from math import asin, cos, radians, sin, sqrt

import pytest

from detente.annotate.geocode import geocode
from detente.annotate.places import resolve_span
from detente.annotate.surroundings import Surroundings, surroundings_of
from detente.records import Document
from detente.testing import Bench

NEAR = 30  # km
WHERE = {
    "Alexandria, Virginia": (38.80, -77.05),
    "Birmingham, Alabama": (33.52, -86.80),
    "Columbus, Georgia": (32.46, -84.99),
    "Columbus, Ohio": (39.96, -83.00),
    "Cordoba, Argentina": (-31.42, -64.18),
    "Cordoba, Mexico": (18.88, -96.92),
    "Cordoba, Spain": (37.89, -4.78),
    "Hyderabad, India": (17.39, 78.49),
    "Hyderabad, Pakistan": (25.39, 68.37),
    "Merida, Mexico": (20.97, -89.62),
    "Merida, Spain": (38.92, -6.34),
    "Merida, Venezuela": (8.59, -71.15),
    "Newcastle, Australia": (-32.93, 151.78),
    "Newcastle, South Africa": (-27.76, 29.93),
    "Nairobi": (-1.29, 36.82),
    "Paris, France": (48.86, 2.35),
    "Perth, Australia": (-31.95, 115.86),
    "Perth, Scotland": (56.40, -3.43),
    "Portland, Maine": (43.66, -70.26),
    "Portland, Oregon": (45.52, -122.68),
    "Santiago, Chile": (-33.45, -70.67),
    "Santiago, Cuba": (20.02, -75.82),
    "Springfield, Illinois": (39.80, -89.65),
    "Springfield, Massachusetts": (42.10, -72.59),
    "Springfield, Missouri": (37.21, -93.29),
    "Tripoli, Lebanon": (34.43, 35.84),
    "Tripoli, Libya": (32.89, 13.19),
    "Trujillo, Peru": (-8.11, -79.03),
    "Valencia, Venezuela": (10.16, -68.00),
}


def distance(a, b) -> float:
    """Kilometres between two points."""
    (lat, lon), (lat2, lon2) = (map(radians, a), map(radians, b))
    h = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * 6371 * asin(sqrt(h))


@pytest.fixture(scope="module")
def ask():
    """The facts of a text, and where its bracketed name begins and ends."""
    bench = Bench()

    def make(marked):
        start, end = marked.index("["), marked.index("]") - 1
        text = marked.replace("[", "").replace("]", "")
        (coded,) = bench.code([Document(text, date(2023, 5, 2))])
        return coded.facts, start, end

    return make


@pytest.fixture(scope="module")
def resolved(ask):
    """The place of the bracketed name."""
    return lambda marked: resolve_span(*ask(marked))


def test_distance():
    assert distance((0, 0), (0, 1)) == pytest.approx(111.2, abs=0.1)
    assert distance(WHERE["Tripoli, Lebanon"], WHERE["Tripoli, Libya"]) > 2000


# ------------------------------------------------------------------------------------------------ which one


@pytest.mark.parametrize(
    ("marked", "country", "where"),
    [
        ("Workers marched in [Cordoba], Argentina.", "ARG", "Cordoba, Argentina"),
        ("Workers marched in [Córdoba], Spain.", "ESP", "Cordoba, Spain"),
        ("Workers marched in [Cordoba], Veracruz, Mexico.", "MEX", "Cordoba, Mexico"),
        ("A bomb went off in [Hyderabad], Pakistan.", "PAK", "Hyderabad, Pakistan"),
        ("A bomb went off in [Hyderabad], India.", "IND", "Hyderabad, India"),
        ("Militias fought in [Tripoli], Lebanon.", "LBN", "Tripoli, Lebanon"),
        ("Soldiers searched the Lebanese city of [Tripoli].", "LBN", "Tripoli, Lebanon"),
        ("Police searched [Newcastle], Australia.", "AUS", "Newcastle, Australia"),
        ("Police searched [Newcastle], South Africa.", "ZAF", "Newcastle, South Africa"),
        ("Police searched [Santiago], Cuba.", "CUB", "Santiago, Cuba"),
        ("Police searched [Perth], Scotland.", "GBR", "Perth, Scotland"),
    ],
)
def test_the_address_tells(resolved, marked, country, where):
    place = resolved(marked)
    assert place.country == country
    assert distance((place.lat, place.lon), WHERE[where]) < NEAR


@pytest.mark.parametrize(
    ("marked", "country", "where"),
    [
        ("Spain elected a new parliament. Workers marched in [Cordoba].", "ESP", "Cordoba, Spain"),
        ("Argentina elected a new parliament. Workers marched in [Cordoba].", "ARG", "Cordoba, Argentina"),
        ("Pakistan sent its army. A bomb went off in [Hyderabad].", "PAK", "Hyderabad, Pakistan"),
        ("Libya formed a new government. Militias fought in [Tripoli].", "LBY", "Tripoli, Libya"),
        ("Mexico closed its border. Police searched [Merida].", "MEX", "Merida, Mexico"),
        ("Spain closed its border. Police searched [Merida].", "ESP", "Merida, Spain"),
        ("Venezuela closed its border. Police searched [Merida].", "VEN", "Merida, Venezuela"),
        ("Venezuela closed its border. Police searched [Valencia].", "VEN", "Valencia, Venezuela"),
        ("Chile closed its border. Police searched [Santiago].", "CHL", "Santiago, Chile"),
        ("Peru closed its border. Police searched [Trujillo].", "PER", "Trujillo, Peru"),
        ("Australia closed its border. Police searched [Perth].", "AUS", "Perth, Australia"),
        ("Scotland closed its border. Police searched [Perth].", "GBR", "Perth, Scotland"),
    ],
)
def test_the_states_of_the_text_tell(resolved, marked, country, where):
    place = resolved(marked)
    assert place.country == country
    assert distance((place.lat, place.lon), WHERE[where]) < NEAR


@pytest.mark.parametrize(
    ("marked", "where"),
    [
        ("The mayor lives in [Portland], Me.", "Portland, Maine"),
        ("The mayor lives in [Portland], Ore.", "Portland, Oregon"),
        ("The mayor lives in [Springfield], Ill.", "Springfield, Illinois"),
        ("The mayor lives in [Springfield], Mo.", "Springfield, Missouri"),
        ("The mayor lives in [Springfield], Mass.", "Springfield, Massachusetts"),
        ("The mayor lives in [Birmingham], Ala.", "Birmingham, Alabama"),
        ("The mayor lives in [Columbus], Ga.", "Columbus, Georgia"),
        ("The mayor lives in [Columbus], Ohio.", "Columbus, Ohio"),
        ("Police searched [Alexandria], Va.", "Alexandria, Virginia"),
    ],
)
def test_abbreviated_states(resolved, marked, where):
    place = resolved(marked)
    assert (place.country, place.admin1) == ("USA", where.partition(", ")[2])
    assert distance((place.lat, place.lon), WHERE[where]) < NEAR


@pytest.mark.parametrize(
    ("marked", "country", "where"),
    [
        ("A fire broke out in [Tripoli].", "LBY", "Tripoli, Libya"),
        ("A bomb went off in [Hyderabad].", "IND", "Hyderabad, India"),
        ("The mayor lives in [Paris].", "FRA", "Paris, France"),
        ("Police searched [Nairobi].", "KEN", "Nairobi"),
    ],
)
def test_the_best_known_where_nothing_tells(resolved, marked, country, where):
    place = resolved(marked)
    assert place.country == country
    assert distance((place.lat, place.lon), WHERE[where]) < NEAR


# ------------------------------------------------------------------------------------------------ what is told of it


def test_the_place_has_the_words_of_the_text(ask):
    facts, start, end = ask("A bomb went off in [Hyderabad], Pakistan.")
    place = resolve_span(facts, start, end)
    assert (place.name, place.span.start, place.span.end) == ("Hyderabad", start, end)
    assert (place.grain, place.rule, place.admin1) == ("city", "place.gazetteer", "Sindh")


@pytest.mark.parametrize(
    ("marked", "begins", "ends"),
    [
        ("Militias fought in [Tripoli], Lebanon.", "Tripoli", "LBY)"),
        ("A bomb went off in [Hyderabad], Pakistan.", "Hyderabad", "IND)"),
        ("A bomb went off in [Hyderabad], India.", "Hyderabad", "PAK)"),
        ("The mayor lives in [Paris].", "Paris", "(Texas, USA)"),
        ("Police searched [Perth], Scotland.", "Perth", "(Western Australia, AUS)"),
    ],
)
def test_the_runner_up(resolved, marked, begins, ends):
    told = resolved(marked).runner_up
    assert told.startswith(begins)
    assert told.endswith(ends)


def test_a_name_of_one_place_has_no_runner_up(resolved):
    assert resolved("Police searched [Nairobi].").runner_up is None


def test_an_address_makes_surer(resolved):
    alone, told = resolved("A bomb went off in [Hyderabad]."), resolved("A bomb went off in [Hyderabad], India.")
    assert alone.country == told.country == "IND"
    assert alone.score < told.score <= 0.95


@pytest.mark.parametrize(
    ("marked", "country", "grain"),
    [
        ("Police searched [Lebanon].", "LBN", "country"),
        ("Tbilisi is in [Georgia].", "GEO", "country"),
        ("Police searched [England].", "GBR", "admin"),
        ("The mayor lives in [Helmand province].", "AFG", "admin"),
    ],
)
def test_states_and_divisions(resolved, marked, country, grain):
    place = resolved(marked)
    assert (place.country, place.grain) == (country, grain)


@pytest.mark.parametrize("name", ["Qwertzuburg", "Qwertzuburg province", "Port Qwertzu"])
def test_nothing_for_an_unknown_name(resolved, name):
    assert resolved(f"The mayor lives in [{name}].") is None


# ------------------------------------------------------------------------------------------------ surroundings


def test_surroundings_count_the_states_by_sentence(ask):
    facts, *_ = ask("Spain met Portugal. Police searched [Merida]. Spain protested.")
    around = surroundings_of(facts)
    assert around.counts == {"ESP": 2, "PRT": 1}
    assert around.by_sentence == {0: {"ESP", "PRT"}, 2: {"ESP"}}
    assert around.state_share("ESP") == pytest.approx(2 / 3)


def test_surroundings_are_read_once(ask):
    facts, *_ = ask("Spain closed its border. Police searched [Merida].")
    assert surroundings_of(facts) is surroundings_of(facts)


def test_no_states_no_surroundings(ask):
    facts, *_ = ask("A bomb went off in [Hyderabad].")
    assert surroundings_of(facts) == Surroundings()


@pytest.mark.parametrize(("state", "where"), [("ESP", "Merida, Spain"), ("VEN", "Merida, Venezuela")])
def test_surroundings_decide(ask, state, where):
    """The same words, with other surroundings."""
    facts, start, end = ask("Police searched [Merida].")
    span = resolve_span(facts, start, end).span
    place = geocode(facts, span, Surroundings.of([("here", state, 0)]))
    assert place.country == state
    assert distance((place.lat, place.lon), WHERE[where]) < NEAR


@pytest.mark.parametrize(
    "marked",
    ["The mayor lives in [Paris], Texas.", "The mayor lives in [Athens], Ga.", "Police searched [San Jose], Calif."],
)
def test_an_address_outweighs_a_capital(resolved, marked):
    assert resolved(marked).country == "USA"


@pytest.mark.parametrize(
    ("marked", "admin1"),
    [
        ("Voters in Shreveport and Baton Rouge queued. Police searched [Alexandria].", "Louisiana"),
        ("Voters in Fargo queued. Police searched [Athens]. Ohio sent help. Columbus, Ohio, too.", "Ohio"),
        ("CHARLESTON, W.Va. (AP) -- A bridge closed. The mayor of [Charleston] spoke.", "West Virginia"),
        ("Officials of [Madison], Barrow and Oconee counties in Georgia met in Atlanta.", "Georgia"),
        ("Police searched [Salem], Ore.", "Oregon"),
    ],
)
def test_the_divisions_of_the_text_tell(resolved, marked, admin1):
    place = resolved(marked)
    assert (place.country, place.admin1) == ("USA", admin1)


@pytest.mark.parametrize(
    ("marked", "country", "grain"),
    [
        ("Voters queued in Atlanta, [Georgia].", "USA", "admin"),
        ("Atlanta is in [Georgia], United States.", "USA", "admin"),
        ("Troops of [Georgia] left Gori.", "GEO", "country"),
        ("The drug came from Orlando, [Fla.], police said.", "USA", "admin"),
        ("The [French] engineers left.", "FRA", "country"),
        ("Many [Syrians] fled.", "SYR", "country"),
        ("The drought spread over [Africa].", None, "region"),
    ],
)
def test_states_divisions_and_peoples(resolved, marked, country, grain):
    place = resolved(marked)
    assert (place.country, place.grain) == (country, grain)


def test_a_name_does_not_speak_for_itself(ask):
    facts, *_ = ask("[Tripoli] burned. Tripoli was shelled. Tripoli fell.")
    assert surroundings_of(facts).counts["LBY"] == 3
    assert surroundings_of(facts).without("tripoli").counts == {}
