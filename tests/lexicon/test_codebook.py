import re
import shutil

import pytest

from detente import Coder, Config
from detente.errors import LexiconError
from detente.lexicon.check import check_lexicon
from detente.lexicon.codebook import read_codebook
from detente.lexicon.rules import load_rules

TYPES = "type\tquad\trecipient\nMEDIATE\tverbal cooperation\trequired\n"
RULES = "id\tpattern\tactor\trecipient\nmediate.mediate\tmediate/v between\tsubj\tbetween\n"


@pytest.fixture
def book(tmp_path):
    """Writes files into a folder, and gives the folder."""

    def make(name="mine", **files):
        folder = tmp_path / name
        folder.mkdir(parents=True, exist_ok=True)
        for stem, text in files.items():
            (folder / f"{stem}.tsv").write_text(text, encoding="utf-8")
        return folder

    return make


@pytest.fixture(scope="module")
def example(root, tmp_path_factory):
    """The worked example of the docs, file by file."""
    page = (root / "docs" / "codebook.md").read_text(encoding="utf-8")
    folder = tmp_path_factory.mktemp("docs") / "mybook"
    folder.mkdir()
    for name, text in re.findall(r"\n`(\w+\.tsv)`, [^\n]*:\n\n```tsv\n(.*?)```", page, re.DOTALL):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


# --- the worked example ----------------------------------------------------------------------------------------------


def test_the_example_is_ten_lines_without_a_mistake(example):
    files = sorted(example.iterdir())
    assert [f.name for f in files] == ["composition.tsv", "mediate.tsv", "plover.tsv"]
    assert sum(len(f.read_text(encoding="utf-8").splitlines()) for f in files) == 10
    held = read_codebook(example)
    assert held.complaints == []
    assert held.used == {"added": 7, "replaced": 0, "removed": 0}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "coded"),
    [
        ("Uruguay mediated between Chad and Sudan.", ("MEDIATE", "occurred", {"URY"}, {"TCD", "SDN"})),
        ("Uruguay agreed to mediate between Chad and Sudan.", ("AGREE", "occurred", {"URY"}, {"TCD", "SDN"})),
        ("Uruguay will mediate between Chad and Sudan.", ("AGREE", "occurred", {"URY"}, {"TCD", "SDN"})),
        ("Uruguay refused to mediate between Chad and Sudan.", ("REJECT", "occurred", {"URY"}, {"TCD", "SDN"})),
        ("Uruguay tried to mediate between Chad and Sudan.", ("MEDIATE", "hypothetical", {"URY"}, {"TCD", "SDN"})),
        ("Uruguay did not mediate between Chad and Sudan.", ("MEDIATE", "negated", {"URY"}, {"TCD", "SDN"})),
        ("Uruguay's mediation between Chad and Sudan failed.", ("MEDIATE", None, {"URY"}, {"TCD", "SDN"})),
        ("Uruguayan envoys shuttled between Chad and Sudan.", ("MEDIATE", "occurred", {"URY"}, {"TCD", "SDN"})),
    ],
)
def test_the_example_codes(example_coder, text, coded):
    (event,) = example_coder.code(text, date="2023-04-29").events
    type_, status, actors, recipients = coded
    assert event.type == type_
    assert status in (None, event.status)
    assert {e.country for e in event.actors} == actors
    assert {e.country for e in event.recipients} == recipients


@pytest.fixture(scope="module")
def example_coder(example):
    return Coder(Config(codebook=str(example)))


@pytest.mark.model
def test_a_type_that_requires_a_recipient_is_dropped_without(example_coder):
    result = example_coder.code("Uruguay mediated on Friday.", date="2023-04-29")
    assert result.events == ()
    assert [(d.rule, d.reason) for d in result.drops] == [
        ("mediate.mediate", "MEDIATE needs a recipient and none is named")
    ]


@pytest.mark.model
def test_records_name_the_row_of_the_codebook(example_coder):
    (event,) = example_coder.code("Uruguay mediated between Chad and Sudan.", date="2023-04-29").events
    assert event.rule == "mediate.mediate_between"
    assert event.reasons[0].note == "mybook/mediate.tsv:3"


@pytest.mark.model
def test_a_type_of_equals_without_a_recipient(book):
    folder = book(
        plover="type\tquad\nTWIN\tmaterial cooperation\n",
        twin="id\tpattern\tactor\ntwin.twin\ttwin/v with:@country\tsubj+with\n",
        composition="operator\ton\ttype\tmode\nend\tTWIN\tSANCTION\tdiscontinue\n",
    )
    coder = Coder(Config(codebook=str(folder)))
    (event,) = coder.code("Uruguay twinned with Chad. Chad twinned with Uruguay on Monday.", date="2023-04-29").events
    assert (event.type, {e.country for e in event.actors}, event.recipients) == ("TWIN", {"URY", "TCD"}, ())
    (event,) = coder.code("Uruguay stopped twinning with Chad.", date="2023-04-29").events
    assert (event.type, event.mode, event.recipients[0].country) == ("SANCTION", "discontinue", "TCD")


@pytest.mark.model
def test_coders_of_one_process_do_not_share_a_codebook(example_coder):
    (event,) = Coder(Config()).code("Uruguay mediated between Chad and Sudan.", date="2023-04-29").events
    assert event.type == "CONSULT"


# --- adding, replacing, taking away ----------------------------------------------------------------------------------


def ids(rules, lemma, pos="v"):
    return [r.id for r in rules.predicates.get((lemma, pos), ())]


def test_a_rule_of_equal_weight_goes_before_the_shipped_one(book):
    folder = book(plover=TYPES, mediate=RULES)
    assert ids(load_rules(), "mediate")[:1] != ["mediate.mediate"]
    found = load_rules(codebook=folder).predicates["mediate", "v"]
    own = next(n for n, r in enumerate(found) if r.own)
    equal = [n for n, r in enumerate(found) if not r.own and r.pattern.weight == found[own].pattern.weight]
    assert equal
    assert own < min(equal)
    assert all(r.pattern.weight >= found[own].pattern.weight for r in found[:own])


def test_a_row_with_a_shipped_key_replaces_it(book):
    folder = book(consult="id\tpattern\tactor\tmode\nconsult.mediate\tmediate/v +quietly\tsubj\tphone\n")
    (rule,) = [r for r in load_rules(codebook=folder).predicates["mediate", "v"] if r.id == "consult.mediate"]
    assert (rule.at, rule.cell("mode"), rule.cell("recipient")) == ("mine/consult.tsv:2", "phone", "")
    assert ("consult.mediate") not in ids(load_rules(codebook=folder), "arbitrate")
    assert read_codebook(folder).used == {"added": 0, "replaced": 1, "removed": 0}


def test_a_minus_takes_a_shipped_row_away(book):
    folder = book(consult="id\tpattern\n-consult.mediate\t\n-consult.mediate_between\n")
    assert "consult.mediate" in ids(load_rules(), "mediate")
    left = ids(load_rules(codebook=folder), "mediate")
    assert {"consult.mediate", "consult.mediate_between"} & set(left) == set()
    assert "consult.mediate_talks" in left
    held = read_codebook(folder)
    assert (held.complaints, held.used["removed"]) == ([], 2)


def test_a_type_goes_with_its_modes_and_rules(book):
    rules = load_rules(codebook=book(plover="type\tquad\n-PROTEST\t\n"))
    assert "PROTEST" not in rules.quads
    assert not [r for found in rules.predicates.values() for r in found if r.type == "PROTEST"]
    assert "PROTEST" in load_rules().quads


def test_words_operators_and_contexts(book):
    folder = book(
        classes="class\tword\nweapon\tcatapult\nherb\tthyme\n-agreement\taccord\n",
        contexts="context\tword\nhealth\tthyme\n",
        operators="id\tpattern\tcomplement\toperator\nrefuse.shrink_from\tshrink/v from\tfrom\trefuse\n",
        light="id\tpattern\nlight.plough_through\tplough/v +through\n",
        none="id\tpattern\nnone.attack_thyme\tattack/v @herb\n",
        composition="operator\ton\ttype\tmode\nrefuse\tAID\tREJECT\t\n-plan\tAGREE\t\t\n",
    )
    assert read_codebook(folder).complaints == []
    rules = load_rules(codebook=folder)
    assert "catapult" in rules.classes["weapon"]
    assert "accord" not in rules.classes["agreement"]
    assert rules.classes["herb"] == {"thyme"}
    assert rules.contexts["thyme"] == "health"
    assert rules.operators["shrink", "v"][0].id == "refuse.shrink_from"
    assert rules.light["plough", "v"][0].own
    assert rules.predicates["attack", "v"][0].pattern.weight >= 3
    composed = rules.compose("refuse", "AID")
    assert composed is not None
    assert (composed.mode, composed.at) == ("", "mine/composition.tsv:2")
    assert rules.compose("plan", "AGREE") == load_rules().compose("plan", "*")


def test_a_new_mode_of_a_shipped_type(book):
    folder = book(
        plover="type\tmode\tquad\nCONSULT\tshuttle\tverbal cooperation\n",
        consult="id\tpattern\tactor\trecipient\tmode\nconsult.shuttle\tshuttle/v between\tsubj\tbetween\tshuttle\n",
    )
    assert read_codebook(folder).complaints == []
    rules = load_rules(codebook=folder)
    assert rules.predicates["shuttle", "v"][0].cell("mode") == "shuttle"
    assert rules.quads == load_rules().quads
    assert rules.own_types == frozenset()


def test_types_of_ones_own(book):
    rules = load_rules(codebook=book(plover=TYPES))
    assert rules.own_types == {"MEDIATE"}
    assert rules.quads["MEDIATE"] == "verbal cooperation"
    assert "MEDIATE" in rules.required
    composed = rules.compose("refuse", "MEDIATE")
    assert composed is not None
    assert composed.type == "REJECT"


def test_a_quad_class_is_asked_before_the_star(book):
    folder = book(plover=TYPES, composition="operator\ton\ttype\tmode\nrefuse\tverbal cooperation\tREJECT\tassist\n")
    composed = load_rules(codebook=folder).compose("refuse", "MEDIATE")
    assert composed is not None
    assert composed.mode == "assist"


# --- what is wrong ---------------------------------------------------------------------------------------------------


def test_a_bad_row_costs_itself_alone(book):
    rules = (
        "id\tpattern\tactor\trecipient\tmode\tcontexts\n"
        "mediate.good\tmediate/v between\tsubj\tbetween\t\tdiplomatic\n"
        "mediate.pattern\tmediate\tsubj\tbetween\t\t\n"
        "mediate.slot\tmediate/v\tsubject\tbetween\t\t\n"
        "mediate.mode\tmediate/v\tsubj\tbetween\tshuttle\t\n"
        "mediate.context\tmediate/v\tsubj\tbetween\t\tweather\n"
        "mediate.class\tmediate/v @herb\tsubj\tbetween\t\t\n"
        "mediate.cells\tmediate/v\n"
        "consult.prefix\tmediate/v\tsubj\tbetween\t\t\n"
        "mediate.good\tmediate/v\tsubj\tbetween\t\t\n"
        "# a comment\n"
        "-mediate.never\n"
    )
    held = read_codebook(book(plover=TYPES, mediate=rules))
    assert held.complaints == [
        "mine/mediate.tsv:3: column 'pattern': pattern must begin with lemma/v, lemma/n or lemma/a: 'mediate'",
        "mine/mediate.tsv:4: column 'actor': unknown slot 'subject'",
        "mine/mediate.tsv:5: column 'mode': no such mode of MEDIATE: 'shuttle'",
        "mine/mediate.tsv:6: column 'contexts': unknown values ['weather']",
        "mine/mediate.tsv:7: no such class: '@herb'",
        "mine/mediate.tsv:8: 2 cells, must be 6",
        "mine/mediate.tsv:9: id must begin with 'mediate.'",
        "mine/mediate.tsv:10: duplicate of line 2: ('mediate.good',)",
        "mine/mediate.tsv:12: no shipped row 'mediate.never' to take away",
    ]
    assert [r["id"] for r in held.tables["predicates/mediate.tsv"]] == ["mediate.good"]


def test_wrong_types(book):
    types = (
        "type\tmode\tquad\tscore\trecipient\n"
        "Mediate\t\tverbal cooperation\t\t\n"
        "HUG\t\twarm\t\t\n"
        "HUG\t\tverbal cooperation\tmuch\tmaybe\n"
        "CONTEXTS\t\tverbal cooperation\t\t\n"
        "KISS\tair\tverbal cooperation\t\t\n"
        "WAVE\t\tverbal cooperation\t1.5\trequired\n"
    )
    held = read_codebook(book(plover=types))
    assert held.complaints == [
        "mine/plover.tsv:2: column 'type': not a type of capitals: 'Mediate'",
        "mine/plover.tsv:3: column 'quad': unknown value 'warm'",
        "mine/plover.tsv:4: column 'recipient': unknown value 'maybe'",
        "mine/plover.tsv:4: column 'score': not a number: 'much'",
        "mine/plover.tsv:4: duplicate of line 3: ('HUG', '')",
        "mine/plover.tsv:5: a type cannot be called CONTEXTS: contexts.tsv is another file",
        "mine/plover.tsv:6: a mode of KISS, which has no row of its own (with an empty mode)",
    ]
    assert "wave" in held.types
    assert "kiss" not in held.types


def test_wrong_composition_and_operators(book):
    held = read_codebook(
        book(
            composition=(
                "operator\ton\ttype\tmode\tstatus\n"
                "juggle\tAID\tAGREE\t\t\n"
                "refuse\tHUG\tREJECT\t\t\n"
                "refuse\tAID\tHUG\t\t\n"
                "refuse\tCONSULT\tREJECT\tloudly\t\n"
                "refuse\tPROTEST\tREJECT\t\tdone\n"
            ),
            operators="id\tpattern\tcomplement\toperator\nrefuse.dance\tdance/v\tobj\tdance\n",
        )
    )
    assert held.complaints == [
        "mine/composition.tsv:2: column 'operator': operators.tsv has no 'juggle'",
        "mine/composition.tsv:3: column 'on': no such type, type.mode or quad class: 'HUG'",
        "mine/composition.tsv:4: column 'type': no such type: 'HUG'",
        "mine/composition.tsv:5: column 'mode': no such mode of REJECT: 'loudly'",
        "mine/composition.tsv:6: column 'status': unknown value 'done'",
        "mine/operators.tsv:2: column 'operator': composition.tsv has no 'dance'",
    ]


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({"mediate": RULES}, "mine/mediate.tsv:2: no type MEDIATE: plover.tsv can add it"),
        (
            {"plover": "type\tkind\nA\tb\n"},
            "mine/plover.tsv:1: unknown columns ['kind']; the columns are type mode quad",
        ),
        ({"plover": "type\nA\n"}, "mine/plover.tsv:1: no columns ['quad']; the columns are"),
        ({"plover": "type\tquad\tquad\n"}, "mine/plover.tsv:1: a column is there twice"),
        ({"plover": "\ufefftype\tquad\n"}, "mine/plover.tsv:1: begins with a byte order mark"),
        ({"plover": "# nothing\n"}, "mine/plover.tsv:1: no rows"),
        ({"plover": "type\tquad\n"}, "mine/plover.tsv:1: no rows"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole(book, files, complaint):
    held = read_codebook(book(**files))
    assert len(held.complaints) == 1
    assert held.complaints[0].startswith(complaint)
    assert len(load_rules(codebook=held.path).predicates) == len(load_rules().predicates)


def test_bytes_that_are_no_text(book):
    folder = book()
    (folder / "plover.tsv").write_bytes(b"type\tquad\n\xff\xfe\n")
    (complaint,) = read_codebook(folder).complaints
    assert complaint.startswith("mine/plover.tsv:1: cannot be read")


def test_no_codebook(book, tmp_path):
    with pytest.raises(LexiconError, match="nowhere: no codebook: no such folder"):
        read_codebook(tmp_path / "nowhere")
    with pytest.raises(LexiconError, match=r"no codebook: no \.tsv file in it"):
        load_rules(codebook=book())
    with pytest.raises(LexiconError, match="no codebook"):
        Coder(Config(codebook=str(tmp_path / "nowhere")))


def test_line_ends_of_windows_and_order_of_columns(book):
    folder = book()
    (folder / "plover.tsv").write_bytes(b"quad\ttype\r\nverbal cooperation\tWAVE\r\n-\tx\r\n")
    held = read_codebook(folder)
    assert "wave" in held.types
    assert [c.split(": ")[0] for c in held.complaints] == ["mine/plover.tsv:3"] * len(held.complaints)


# --- content, checks -------------------------------------------------------------------------------------------------


def test_the_hash_is_of_the_content(book, tmp_path, monkeypatch):
    one = read_codebook(book("one", plover=TYPES, mediate=RULES))
    shutil.copytree(tmp_path / "one", tmp_path / "other" / "one")
    (tmp_path / "other" / "one" / "notes.txt").write_text("not a table", encoding="utf-8")
    other = read_codebook(tmp_path / "other" / "one")
    assert one.stamp == other.stamp == {"name": "one", "sha256": one.sha256}
    monkeypatch.chdir(tmp_path / "one")
    assert read_codebook(type(tmp_path)()).name == "one"
    (tmp_path / "one" / "mediate.tsv").write_text(RULES.replace("subj", "subj,poss"), encoding="utf-8")
    changed = read_codebook(tmp_path / "one")
    assert changed.sha256 != one.sha256
    assert load_rules(codebook=tmp_path / "one").codebook is changed


def test_shipped_rules_stay_as_they_are(book):
    before = {key: [r.id for r in rules] for key, rules in load_rules().predicates.items()}
    load_rules(codebook=book(plover=TYPES, mediate=RULES))
    assert {key: [r.id for r in rules] for key, rules in load_rules().predicates.items()} == before
    assert load_rules().codebook is None


def test_the_shipped_files_pass_the_same_checks():
    assert check_lexicon() == []


def test_settings_name_the_folder_beside_them(tmp_path):
    (tmp_path / "detente.toml").write_text('codebook = "mybook"\n', encoding="utf-8")
    assert Config.load(tmp_path / "detente.toml").codebook == str(tmp_path / "mybook")
    (tmp_path / "detente.toml").write_text("", encoding="utf-8")
    assert Config.load(tmp_path / "detente.toml").codebook == ""
