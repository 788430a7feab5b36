"""English is let through fast; what is plainly another language is not."""

from __future__ import annotations

import pytest

from detente.read.language import foreign_language

ENGLISH = (
    "Brazil and France agreed on Tuesday to build two further submarines, the Brazilian navy said.",
    "PRESIDENT MACRON MEETS CHANCELLOR SCHOLZ IN PARIS. LEADERS DISCUSS UKRAINE, ENERGY PRICES, MIGRATION. TALKS.",
    "Turkish President Erdogan visits Qatar, meets Emir Tamim bin Hamad Al Thani in Doha; deals signed next week.",
    "Deal signed",
)
FOREIGN = {
    "de": "Die Bundesregierung hat am Freitag angekündigt, dass sie die Zusammenarbeit mit Frankreich stärken will.",
    "es": "El gobierno de España anunció el viernes que reforzará su cooperación con Francia tras las conversaciones.",
    "fr": "Le gouvernement a annoncé vendredi qu'il renforcerait sa coopération avec l'Inde après les pourparlers.",
    "zh": "中国政府周五宣布将加强与俄罗斯的国防合作。",
    "ru": "Правительство России объявило в пятницу",
    "ar": "أعلنت الحكومة يوم الجمعة أنها ستعزز التعاون",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text):
    assert foreign_language(text, "", ("en",)) == ""


@pytest.mark.parametrize("code", FOREIGN)
def test_other_languages_are_named(code):
    assert foreign_language(FOREIGN[code], "", ("en",)).startswith(f"language is {code} (")
    assert foreign_language(FOREIGN[code], "", ("en", code)) == ""
    assert foreign_language(FOREIGN[code], "", ()) == ""


@pytest.mark.parametrize("said", ["en", "eng", "en-US", "en_GB", "EN", "English", "", "und"])
def test_what_a_record_declares_as_english(said):
    assert foreign_language(ENGLISH[0], said, ("en",)) == ""


def test_what_a_record_declares_is_believed():
    assert "declared as 'de'" in foreign_language(ENGLISH[0], "de", ("en",))
    assert foreign_language(FOREIGN["de"], "en", ("en",)) == ""
