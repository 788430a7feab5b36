import os
import signal

from detente.run.interrupts import Interrupts


def stop():
    os.kill(os.getpid(), signal.SIGINT)


def test_ctrl_c_ends_the_block():
    ended, reached = Interrupts(), []
    with ended:
        stop()
        reached.append("after")
    assert ended.happened
    assert reached == []


def test_ctrl_c_waits_for_the_end_of_a_record():
    ended, reached = Interrupts(), []
    with ended:
        with ended.held():
            stop()
            reached.append("record")
        reached.append("after")
    assert ended.happened
    assert reached == ["record"]


def test_without_ctrl_c_nothing_happens():
    before = signal.getsignal(signal.SIGINT)
    ended = Interrupts()
    with ended:
        assert signal.getsignal(signal.SIGINT) != before
    assert not ended.happened
    assert signal.getsignal(signal.SIGINT) == before


def test_who_ignores_ctrl_c_goes_on_ignoring_it():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        ended = Interrupts()
        with ended:
            stop()
        assert not ended.happened
    finally:
        signal.signal(signal.SIGINT, before)
