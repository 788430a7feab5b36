"""Name and date give office and country: spot questions from 1985 to 2026, asked by the forms that news uses."""

from datetime import date
from itertools import pairwise

import pytest

from detente.lexicon.actors import load_actors

QUESTIONS = """
Helmut Kohl|1992-02-07|head_of_government|DEU
James Baker|1992-03-01|foreign_minister|USA
Carlos Menem|1992-03-17|head_of_state|ARG
Akbar Hashemi Rafsanjani|1992-04-10|head_of_government|IRN
Turgut Özal|1992-05-01|head_of_state|TUR
George H. W. Bush|1992-06-01|head_of_state|USA
Brian Mulroney|1992-08-01|head_of_government|CAN
Qian Qichen|1992-08-24|foreign_minister|CHN
Kiichi Miyazawa|1992-09-01|head_of_government|JPN
Roh Tae-woo|1992-09-28|head_of_state|KOR
Carl Bildt|1993-01-01|head_of_government|SWE
Violeta Chamorro|1993-01-01|head_of_state|NIC
Gareth Evans|1993-01-15|foreign_minister|AUS
Andrei Kozyrev|1993-04-01|foreign_minister|RUS
Douglas Hurd|1993-05-01|foreign_minister|GBR
Leonid Kravchuk|1993-05-01|head_of_state|UKR
Itamar Franco|1993-06-01|head_of_state|BRA
F. W. de Klerk|1993-07-01|head_of_state|ZAF
Manfred Wörner|1993-08-01|secretary_general|NATO
Juvénal Habyarimana|1993-08-04|head_of_state|RWA
P. V. Narasimha Rao|1993-09-07|head_of_government|IND
Yitzhak Rabin|1993-09-13|head_of_government|ISR
Les Aspin|1993-10-05|defence_minister|USA
Carlos Salinas de Gortari|1993-11-17|head_of_state|MEX
Felipe González|1994-01-01|head_of_government|ESP
Norodom Sihanouk|1994-01-01|head_of_state|KHM
Alain Juppé|1994-02-09|foreign_minister|FRA
Malcolm Rifkind|1994-02-10|defence_minister|GBR
Hans Blix|1994-03-01|secretary_general|IAEA
Tansu Çiller|1994-03-01|head_of_government|TUR
Radovan Karadžić|1994-05-01|rebel_leader|BIH
Volker Rühe|1994-06-01|defence_minister|DEU
Kim Il Sung|1994-06-16|head_of_state|PRK
Kim Young-sam|1994-06-18|head_of_state|KOR
Shimon Peres|1994-07-01|foreign_minister|ISR
Jean-Bertrand Aristide|1994-10-20|head_of_state|HTI
Pavel Grachev|1995-01-01|defence_minister|RUS
Guido Di Tella|1995-02-01|foreign_minister|ARG
Benazir Bhutto|1995-04-11|head_of_government|PAK
Madeleine Albright|1995-06-01|ambassador|USA
Lee Teng-hui|1995-06-09|head_of_state|TWN
Viktor Chernomyrdin|1995-06-18|head_of_government|RUS
Boutros Boutros-Ghali|1995-07-11|secretary_general|UN
Franjo Tuđman|1995-08-05|head_of_state|HRV
Sani Abacha|1995-11-10|head_of_state|NGA
Alija Izetbegović|1995-11-21|head_of_state|BIH
Warren Christopher|1995-11-21|foreign_minister|USA
Ernesto Samper|1996-01-01|head_of_state|COL
Gyula Horn|1996-01-01|head_of_government|HUN
Vladimír Mečiar|1996-01-01|head_of_government|SVK
Roman Herzog|1996-01-27|head_of_state|DEU
Fidel Castro|1996-02-24|head_of_state|CUB
Michael Portillo|1996-05-01|defence_minister|GBR
Nelson Mandela|1996-05-08|head_of_state|ZAF
Ali Alatas|1996-06-01|foreign_minister|IDN
Paul Kagame|1996-10-01|vice_president|RWA
Mobutu Sese Seko|1996-11-01|head_of_state|COD
Chi Haotian|1996-12-01|defence_minister|CHN
H. D. Deve Gowda|1996-12-12|head_of_government|IND
Yevgeny Primakov|1997-02-01|foreign_minister|RUS
Romano Prodi|1997-04-15|head_of_government|ITA
Alberto Fujimori|1997-04-22|head_of_state|PER
Vaclav Havel|1997-07-08|head_of_state|CZE
Suharto|1997-10-01|head_of_state|IDN
Jiang Zemin|1997-10-29|head_of_state|CHN
Ryutaro Hashimoto|1997-11-01|head_of_government|JPN
Jacques Santer|1998-05-02|commission_president|EU
Lamberto Dini|1998-07-17|foreign_minister|ITA
Alan Greenspan|1998-10-01|central_bank_governor|USA
Abdullah Öcalan|1998-11-15|leader|PKK
Ariel Sharon|1999-01-10|foreign_minister|ISR
Bronisław Geremek|1999-03-12|foreign_minister|POL
Hubert Védrine|1999-03-24|foreign_minister|FRA
Javier Solana|1999-03-24|secretary_general|NATO
Borys Tarasyuk|1999-04-01|foreign_minister|UKR
William Cohen|1999-04-01|defence_minister|USA
Rudolf Scharping|1999-04-15|defence_minister|DEU
George Fernandes|1999-06-01|defence_minister|IND
António Guterres|1999-09-01|head_of_government|PRT
Paavo Lipponen|1999-10-15|head_of_government|FIN
İsmail Cem|1999-12-01|foreign_minister|TUR
Alexander Lukashenko|1999-12-08|head_of_state|BLR
Gro Harlem Brundtland|2000-01-01|secretary_general|WHO
Jerzy Buzek|2000-01-01|head_of_government|POL
Farouk al-Sharaa|2000-01-03|foreign_minister|SYR
Jaswant Singh|2000-03-20|foreign_minister|IND
Pervez Musharraf|2000-03-25|head_of_government|PAK
Sergio Mattarella|2000-06-01|defence_minister|ITA
Yasser Arafat|2000-07-25|head_of_state|PSE
Milos Zeman|2000-09-26|head_of_government|CZE
Tang Jiaxuan|2001-04-11|foreign_minister|CHN
Makiko Tanaka|2001-06-18|foreign_minister|JPN
Jorge Castañeda|2001-09-01|foreign_minister|MEX
Osama bin Laden|2001-09-11|leader|AL_QAEDA
Prince Sultan bin Abdulaziz|2001-11-01|defence_minister|SAU
Zoran Djindjic|2002-01-01|head_of_government|SRB
Saud al-Faisal|2002-02-01|foreign_minister|SAU
Ranil Wickremesinghe|2002-02-22|head_of_government|LKA
Abdullah Abdullah|2003-01-01|foreign_minister|AFG
Ibrahim Rugova|2003-01-01|head_of_state|XKX
Rafik Hariri|2003-01-01|head_of_government|LBN
Shigeru Ishiba|2003-01-01|defence_minister|JPN
Colin Powell|2003-02-05|foreign_minister|USA
Dominique de Villepin|2003-02-14|foreign_minister|FRA
Ahmed Maher|2003-03-01|foreign_minister|EGY
Anders Fogh Rasmussen|2003-03-18|head_of_government|DNK
Anna Lindh|2003-03-20|foreign_minister|SWE
Helen Clark|2003-03-20|head_of_government|NZL
Marwan Muasher|2003-05-01|foreign_minister|JOR
Muammar Qadhafi|2003-12-19|head_of_state|LBY
Paddy Ashdown|2004-01-01|high_representative|BIH
Shaul Mofaz|2004-03-22|defence_minister|ISR
Nkosazana Dlamini-Zuma|2004-09-01|foreign_minister|ZAF
Thaksin Shinawatra|2004-10-01|head_of_government|THA
Laurent Gbagbo|2004-11-06|head_of_state|CIV
Khurshid Mahmud Kasuri|2005-02-17|foreign_minister|PAK
Rodrigo de Rato|2005-04-01|chief_executive|IMF
Celso Amorim|2005-05-05|foreign_minister|BRA
Natwar Singh|2005-06-01|foreign_minister|IND
Alpha Oumar Konaré|2005-07-01|chief_executive|AU
Mohamed ElBaradei|2005-10-07|secretary_general|IAEA
Abu Musab al-Zarqawi|2005-11-09|leader|AQI
Milo Djukanovic|2006-05-21|head_of_government|MNE
Hassan Nasrallah|2006-07-12|leader|HEZBOLLAH
Condoleezza Rice|2006-07-25|foreign_minister|USA
Peter MacKay|2006-09-01|foreign_minister|CAN
Hugo Chavez|2006-09-20|head_of_state|VEN
Nouri al-Maliki|2007-01-10|head_of_government|IRQ
Massimo D'Alema|2007-02-21|foreign_minister|ITA
Des Browne|2007-03-25|defence_minister|GBR
Han Duck-soo|2007-06-01|head_of_government|KOR
Song Min-soon|2007-06-01|foreign_minister|KOR
Than Shwe|2007-09-26|head_of_state|MMR
Hoshyar Zebari|2008-01-01|foreign_minister|IRQ
Velupillai Prabhakaran|2008-01-01|leader|LTTE
Ahmed Aboul Gheit|2008-01-10|foreign_minister|EGY
Kevin Rudd|2008-02-13|head_of_government|AUS
Ali Babacan|2008-03-01|foreign_minister|TUR
Juan Manuel Santos|2008-03-01|defence_minister|COL
Mikheil Saakashvili|2008-08-08|head_of_state|GEO
Bernard Kouchner|2008-08-12|foreign_minister|FRA
Hervé Morin|2008-08-20|defence_minister|FRA
Prachanda|2008-09-01|head_of_government|NPL
Yulia Tymoshenko|2009-01-18|head_of_government|UKR
Robert Gates|2009-03-01|defence_minister|USA
Omar al-Bashir|2009-03-04|head_of_state|SDN
Hamid Karzai|2009-12-01|head_of_state|AFG
Petro Poroshenko|2009-12-01|foreign_minister|UKR
Helen Clark|2010-01-01|secretary_general|UNDP
Katsuya Okada|2010-01-12|foreign_minister|JPN
Karl-Theodor zu Guttenberg|2010-04-01|defence_minister|DEU
Radek Sikorski|2010-04-10|foreign_minister|POL
Abhisit Vejjajiva|2010-05-01|head_of_government|THA
Ahmet Davutoglu|2010-05-17|foreign_minister|TUR
Moussa Koussa|2010-06-01|foreign_minister|LBY
Donald Tusk|2011-07-01|head_of_government|POL
Walid al-Moallem|2012-01-01|foreign_minister|SYR
Khaled Meshaal|2012-12-08|leader|HAMAS
Viktor Yanukovych|2013-11-29|head_of_state|UKR
Tedros Adhanom Ghebreyesus|2014-01-01|foreign_minister|ETH
Abubakar Shekau|2014-04-15|leader|BOKO_HARAM
Goodluck Jonathan|2014-04-20|head_of_state|NGA
Hassan Rohani|2015-07-14|head_of_government|IRN
Javad Zarif|2015-07-14|foreign_minister|IRN
Donald Tusk|2016-06-24|council_president|EU
Benjamin Netanyahu|2016-09-21|head_of_government|ISR
Boris Johnson|2017-01-10|foreign_minister|GBR
Lai Ching-te|2018-01-01|head_of_government|TWN
Khamenei|2019-05-01|supreme_leader|IRN
Carrie Lam|2019-06-12|chief_executive|HKG
Abiy Ahmed|2020-11-04|head_of_government|ETH
Ilham Aliyev|2020-11-10|head_of_state|AZE
Peter Szijjarto|2021-05-01|foreign_minister|HUN
Volodymyr Zelenskyy|2022-02-26|head_of_state|UKR
Rumen Radev|2022-03-01|head_of_state|BGR
Frank-Walter Steinmeier|2022-04-12|head_of_state|DEU
António Guterres|2022-08-04|secretary_general|UN
Rafael Grossi|2022-09-01|secretary_general|IAEA
Sébastien Lecornu|2023-01-01|defence_minister|FRA
Sergei Shoigu|2023-04-01|defence_minister|RUS
Kaja Kallas|2023-07-11|head_of_government|EST
David Cameron|2024-01-15|foreign_minister|GBR
Rustem Umerov|2024-05-01|defence_minister|UKR
Winston Peters|2024-05-01|foreign_minister|NZL
Sergei Shoigu|2024-06-10|national_security_adviser|RUS
Yahya Sinwar|2024-09-01|leader|HAMAS
Lai Ching-te|2024-10-10|head_of_state|TWN
Choe Son Hui|2024-11-01|foreign_minister|PRK
Shigeru Ishiba|2025-02-07|head_of_government|JPN
Kaja Kallas|2025-02-24|high_representative|EU
Hakan Fidan|2025-03-01|foreign_minister|TUR
Marco Rubio|2025-03-10|foreign_minister|USA
Lars Løkke Rasmussen|2025-03-28|foreign_minister|DNK
Ishaq Dar|2025-05-07|foreign_minister|PAK
Friedrich Merz|2025-06-05|head_of_government|DEU
Masoud Pezeshkian|2025-06-13|head_of_government|IRN
Mark Carney|2025-06-16|head_of_government|CAN
Abbas Araqchi|2025-06-22|foreign_minister|IRN
Mark Rutte|2025-06-24|secretary_general|NATO
Hun Manet|2025-07-26|head_of_government|KHM
Anwar Ibrahim|2025-07-28|head_of_government|MYS
Nikol Pashinyan|2025-08-08|head_of_government|ARM
Marco Rubio|2025-08-15|foreign_minister|USA
Radek Sikorski|2025-09-10|foreign_minister|POL
Yvette Cooper|2025-10-10|foreign_minister|GBR
Sébastien Lecornu|2025-10-20|head_of_government|FRA
Sanae Takaichi|2025-11-07|head_of_government|JPN
Ali Larijani|2026-01-15|national_security_adviser|IRN
Mojtaba Khamenei|2026-03-20|supreme_leader|IRN
Balen Shah|2026-04-15|head_of_government|NPL
Min Aung Hlaing|2026-05-01|head_of_state|MMR
Peter Magyar|2026-05-20|head_of_government|HUN
Ali al-Zaidi|2026-06-01|head_of_government|IRQ
Rumen Radev|2026-06-01|head_of_government|BGR
"""
SINGLE = "head_of_state head_of_government foreign_minister defence_minister".split()


@pytest.mark.parametrize("question", QUESTIONS.split("\n")[1:-1])
def test_a_name_and_a_day_give_office_and_state(question):
    name, day, office, of = question.split("|")
    lexicon = load_actors()
    people = [n.id for n in lexicon.names.get(name) if n.kind == "person"]
    terms = [lexicon.office_on(person, date.fromisoformat(day)) for person in people]
    assert [(t.office, t.of) for t in terms if t] == [(office, of)]


@pytest.mark.parametrize(
    ("office", "of", "day", "name"),
    [
        ("head_of_state", "IRN", date(2024, 1, 1), "Ebrahim Raisi"),
        ("supreme_leader", "IRN", date(2024, 1, 1), "Ali Khamenei"),
        ("parliament_speaker", "USA", date(2024, 1, 1), "Mike Johnson"),
        ("leader", "CHN", date(2024, 1, 1), "Xi Jinping"),
        ("leader", "USA", date(2024, 1, 1), None),
        ("pope", "VAT", date(2015, 1, 1), "Pope Francis"),
        ("foreign_minister", "FRA", date(2003, 2, 14), "Dominique de Villepin"),
        ("defence_minister", "JPN", date(2007, 8, 1), "Yuriko Koike"),
    ],
)
def test_an_office_and_a_day_give_the_holder(office, of, day, name):
    holder = load_actors().holder(office, of, day)
    assert (holder.name if holder else None) == name


@pytest.mark.parametrize("office", SINGLE)
def test_an_office_of_a_state_has_one_holder_at_a_time(office):
    for (held, _), terms in load_actors().holders.items():
        if held == office:
            ordered = sorted(terms, key=lambda t: t.since)
            assert all(a.until <= b.since or a.person == b.person for a, b in pairwise(ordered)), ordered
