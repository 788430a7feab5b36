"""Every marked case of ``tests/cases`` is one test: what a sentence must give, and what it must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.testing import Bench, Case, Coded, check_case, read_cases, unfired

CASES = read_cases(Path(__file__).resolve().parent / "cases")

pytestmark = pytest.mark.model


def parameter(case: Case):
    reason = case.xfail and f"{case.xfail[0]}: {case.xfail[1]}"
    return pytest.param(case, id=case.id, marks=[pytest.mark.xfail(reason=reason, strict=True)] if reason else [])


@pytest.fixture(scope="session")
def coded() -> dict[str, Coded]:
    """All cases, coded in one batch by one model."""
    return Bench().code_cases(CASES)


@pytest.mark.parametrize("case", [parameter(case) for case in CASES])
def test_case(case: Case, coded: dict[str, Coded]):
    one = coded[case.id]
    failures = check_case(case, one.result, one.facts)
    if failures:
        pytest.fail("\n".join([case.text, *failures]), pytrace=False)


def test_rows_that_no_case_fires_are_listed(coded: dict[str, Coded], record_property):
    """A list to work on, no floor yet: how many rows of each table no case has fired."""
    from detente.lexicon.rules import load_rules

    idle = unfired(load_rules(), [one.result for one in coded.values()])
    for table, ids in idle.items():
        record_property(table, len(ids))
        print(f"{table}: {len(ids)} rows that no case fires: {', '.join(ids[:20])} ...")  # noqa: T201 - shown by -rP
    assert set(idle) == {"predicates", "operators", "cues", "relations"}
