"""Types of the earlier draft of PLOVER, in which data of the field are coded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lexicon.rules import RuleLexicon

if TYPE_CHECKING:
    from .relations import Choice

_INTENDED = frozenset({"plan.plan", "plan.intend", "plan.set", "plan.prepare", "plan.hope"})
_SIGNED = (
    "agree_on", "agree_thing", "agree_deal", "strike_", "reach", "clinch", "close_deal", "cut_deal", "accept_plan",
    "sign_",
)  # fmt: skip
_ADMINISTRATIVE = (
    "ban_actor", "ban_agency", "ban_broadcaster", "ban_enter", "ban_entry", "ban_from_office", "ban_run",
    "bar_from_office", "bar_official", "outlaw_group", "proscribe", "designat", "list_as_terrorist",
    "declare_as_terrorist", "label_organization", "suspend_right", "strip_of_seat",
    "impose_sanction", "impose_ban_travel", "freeze_asset", "freezing_n_of_asset", "block_asset", "immobilise_asset",
    "bar_travel", "ban_from_travel", "ban_n_travel", "list_put", "list_add", "add_to_blacklist", "put_on_blacklist",
    "blacklist", "restrict_travel",
)  # fmt: skip
_GRANTED = ("announce_aid", "approve_bailout", "approve_money", "approve_package")
_APOLOGY = ("apologise", "apologize", "apology", "n_apology", "express_regret", "say_sorry")
_TARIFFS = ("slap_sanction", "hit_with_sanction", "sanction_n_verb_target")  # rows for tariffs as well
_BREAKING = ("walk_out_of_talk", "walk_out_from_talk", "storm_out", "break_off_talk", "break_off_negotiation")
_OLDER = (
    # type, mode (empty: any), beginnings of the row's name (none: any), type in the draft
    ("SANCTION", "convict", ("convict", "find_guilty", "verdict", "conviction"), "ACCUSE"),  # CAMEO 116
    ("SANCTION", "convict", (), "COERCE"),
    ("SANCTION", "discontinue", _ADMINISTRATIVE, "COERCE"),  # CAMEO 172
    ("ASSAULT", "destroy", ("demolish", "dismantle", "bulldoze", "uproot"), "COERCE"),  # CAMEO 171
    ("ASSAULT", "crowd-control", (), "COERCE"),  # CAMEO 175
    ("COERCE", "restrict", ("impose_blockade", "blockade", "siege", "besiege"), "ASSAULT"),  # CAMEO 191
    ("COERCE", "seize", ("occupy", "occupation"), "ASSAULT"),  # CAMEO 192
    ("COERCE", "seize", ("seize_control",), "ASSAULT"),  # CAMEO 192
    ("COERCE", "cyber", (), "ASSAULT"),
    ("COOPERATE", "", ("approve_extradition",), "ACCUSE"),  # to court
    ("THREATEN", "", ("order_arrest", "issue_warrant"), "COERCE"),  # CAMEO 173
    ("AGREE", "", _SIGNED, "SUPPORT"),  # CAMEO 057: an agreement reached, as one signed
    ("AGREE", "", _GRANTED, "AID"),  # a loan that is approved, as one given
    ("CONCEDE", "", _APOLOGY, "SUPPORT"),  # CAMEO 055
)


def older(choice: Choice, rules: RuleLexicon) -> str:
    """The type of the earlier draft for what ``relations.choose`` found.

    YIELD for CONCEDE and RETREAT, but a promise to give way is AGREE, an apology SUPPORT; what is hostile and only
    announced or considered THREATEN; talks that are broken off SANCTION; a call for sanctions or an inquiry ACCUSE; a
    blockade, an occupation or a cyber attack ASSAULT; a conviction ACCUSE, another sentence, sanctions on
    somebody or force against crowds COERCE; an agreement reached SUPPORT; a loan approved AID.
    """
    first, *trail = choice.rule.partition(":")[2].split("+")
    operators = {name.split(".")[0] for name in trail}
    if choice.type == "CONCEDE" and (operators & {"commit", "tense"} or _INTENDED & set(trail)):
        return "AGREE"
    kind, _, name = first.partition(".")
    if choice.type == "AGREE" and kind == "support" and trail and trail[-1].startswith("commit.commitment"):
        return "SUPPORT"
    if choice.type == "REJECT" and choice.status == "planned" and name.startswith("boycott"):
        return "THREATEN"
    if trail[-1:] == ["announce.order"] and kind == "assault":
        return "ASSAULT"
    faced = choice.status == "hypothetical" and name.startswith("face_")  # "could face sanctions"
    if rules.quads.get(choice.type) == "material conflict" and (
        choice.status == "planned" or operators & {"consider", "plan"} or faced
    ):
        return "THREATEN"
    broken = trail in (["end.end"], ["end.break_off"], ["end.halt"], ["end.suspend"]) and kind == "consult"
    broken |= name.startswith("mediat") and "end" in operators <= {"end", "attempt"}  # CAMEO 165
    if choice.type == "REJECT" and (broken or name.startswith(_BREAKING)):
        return "SANCTION"  # CAMEO 164
    charging = kind == "accuse" or (kind == "sanction" and name.startswith(("sanction", "impose_sanction")))
    if choice.type == "REQUEST" and trail and trail[-1].startswith("request.") and charging:
        return "ACCUSE"
    if choice.type == "SANCTION" and choice.mode == "discontinue" and "sanction" in name and not operators:
        return choice.type if name.startswith(_TARIFFS) else "COERCE"  # CAMEO 172
    if not operators - {"resume"}:
        for was, mode, words, then in _OLDER:
            if choice.type == was and choice.mode == (mode or choice.mode) and (not words or name.startswith(words)):
                return then
    return "YIELD" if choice.type in ("CONCEDE", "RETREAT") else choice.type
