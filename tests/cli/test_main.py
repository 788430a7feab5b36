import pytest

import detente as package
from detente import cli


def test_version(detente):
    ran = detente("--version")
    assert (ran.status, ran.text) == (0, f"detente {package.__version__}\n")


def test_help_shows_examples(detente):
    ran = detente("--help")
    assert ran.status == 0
    assert "detente code report.txt" in ran.text
    assert "detente explain" in ran.text


@pytest.mark.parametrize("command", ["code", "explain", "lexicon"])
def test_every_command_has_help(detente, command):
    ran = detente(command, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert "Usage: detente" in ran.text


def test_no_command_shows_help(detente):
    ran = detente()
    assert ran.status == 2
    assert "Examples:" in ran.err + ran.text


def test_an_unknown_command(detente):
    ran = detente("decode")
    assert ran.status == 2
    assert ran.err.startswith("detente: No such command 'decode'.")


def test_main_leaves_with_the_status(monkeypatch, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["--version"])
    assert left.value.code == 0
    assert package.__version__ in capsys.readouterr().out
