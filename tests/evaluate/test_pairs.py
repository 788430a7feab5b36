import re
from html.parser import HTMLParser

from detente.evaluate.page import page
from detente.evaluate.pairs import pairs_of, tally


def told(pairs):
    return [(p.verdict, p.gold and p.gold["evidence"], p.ours and p.ours["evidence"], p.differs) for p in pairs]


def test_pairs_of_events(pair):
    assert told(pairs_of(*pair)) == [
        ("differs", "accused Sudland of theft", "accused Sudland", ("mode",)),
        ("differs", "met Westland", "met Westland", ("actors", "recipients")),
        ("differs", "expelled two Norland envoys", "expelled two", ("type", "mode")),
        ("differs", "talk", "They talk", ("status",)),
        ("extra", None, "theft", ()),
    ]


def test_what_is_told_elsewhere_is_paired_after_what_is_told_here(rows):
    gold = rows.document(events=[
        rows.event("ACCUSE", "NOR", "SUD", "met Westland"),
        rows.event("ACCUSE", "NOR", "SUD", "talk"),
        rows.event("AID", "NOR", "SUD", "expelled"),
    ])  # fmt: skip
    ours = rows.document(events=[
        rows.event("ACCUSE", "NOR", "SUD", "They talk"), rows.event("ACCUSE", "NOR", "SUD", "theft"),
    ], statements=[], ties=[])  # fmt: skip
    assert told(pairs_of(gold, ours)) == [
        ("right", "met Westland", "theft", ()), ("right", "talk", "They talk", ()), ("missed", "expelled", None, ()),
    ]  # fmt: skip


def test_pairs_of_statements_and_ties(rows):
    gold = rows.document(
        statements=[rows.statement("NOR", "accused Sudland of theft", direct=True), rows.statement("WES", "talk")],
        ties=[rows.tie("trade", "NOR", "SUD", "met Westland"), rows.tie("aid", "NOR", "SUD", "theft")],
    )
    ours = rows.document(
        events=[rows.event("AID", "NOR", "SUD", "met")],  # gold says nothing of events here
        statements=[rows.statement("SUD", "accused")],
        ties=[rows.tie("trade", "NOR", "WES", "met", status="past")],
    )
    pairs = pairs_of(gold, ours)
    assert [(p.kind, p.verdict, p.differs) for p in pairs] == [
        ("statements", "differs", ("speaker", "content", "direct")),
        ("statements", "missed", ()),
        ("ties", "differs", ("to", "status")),
        ("ties", "missed", ()),
    ]
    assert tally(pairs) == {"right": 0, "differs": 2, "missed": 2, "extra": 0}


# --- the page --------------------------------------------------------------------------------------------------------


def test_the_page_shows_what_differs(pair):
    html = page("Two texts", [pair], [["", "F1"], ["event: type", "0.667"]])
    assert "<title>Two texts</title>" in html
    assert "<td>event: type</td>" in html
    assert "<dt>mode</dt><dd><mark>allege</mark></dd>" in html
    assert "<dt>mode</dt><dd><mark>disapprove</mark></dd>" in html
    assert html.count('<tr class="differs">') == 4
    assert html.count('<tr class="extra">') == 1
    assert '<span class="gold ours">accused Sudland</span><span class="gold"> of </span>' in html


def test_the_text_is_whole(pair, rows):
    (text,) = re.findall(r'<article.*?<p class="text">(.*?)</p>', page("", [pair]), re.DOTALL)
    assert re.sub(r"<[^>]*>", "", text) == rows.text


def test_the_page_is_escaped_and_needs_nothing_else(rows):
    evil = 'Norland <script>alert(1)</script> & "met" <b>Westland</b>.'
    bad = rows.event("CONSULT", "NOR", "WES", '<script>alert(1)</script> & "met"', mode="<i>")
    bad["actors"][0]["name"] = "<img src=x onerror=alert(2)>"
    gold = {**rows.document(evil, events=[bad]), "id": "<script>", "title": "<u>"}
    ours = rows.document(evil, events=[], statements=[], ties=[])
    html = page("<title>", [(gold, ours)])
    assert not re.search(r"<(script|img|b|i|u|link|iframe)\b", html)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;met&quot;" in html
    assert not re.search(r" (src|href)=(?!\"#)|url\(|https?:", html.replace("&lt;img src=x", ""))


def test_every_element_is_closed(pair):
    open_, void = [], {"meta"}

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            open_.extend([tag] if tag not in void else [])

        def handle_endtag(self, tag):
            assert open_.pop() == tag

    Reader().feed(page("Norland", [pair], [["", "F1"], ["event: type", "0.667"]]))
    assert open_ == []
