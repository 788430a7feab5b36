"""Events as tellings: the words that tell an act from others."""

from __future__ import annotations

from detente.store.tellings import words_of


def test_words_that_any_report_has_do_not_count():
    said = "At least five people were killed in Russian strikes on a bakery in Poltava, officials said on Tuesday."
    assert words_of(said, {"RUS", "UKR"}) == {"bakery", "poltav"}


def test_names_of_the_sides_do_not_count_and_of_others_do():
    said = "Ruritania Front gunmen freed Zoë Marchetti near the Polish consulate."
    assert words_of(said, {"POL"}, "Ruritania Front") == {"freed", "marche", "consul"}
    assert words_of(said, {"DEU"}) >= {"polish", "rurita", "front"}


def test_forms_of_a_word_are_one():
    assert words_of("Miners were evacuated", ()) == words_of("the evacuation of miners", ())
