"""The columns of each format, in their order, as their files name them."""

from __future__ import annotations

import re

ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_GEO = "Type FullName CountryCode ADM1Code Lat Long FeatureID"
_WHERE = ("Actor1Geo", "Actor2Geo", "ActionGeo")
GDELT1 = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{part}" for n in (1, 2) for part in _ACTOR.split()),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone", *(f"{where}_{part}" for where in _WHERE for part in _GEO.split()),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
GDELT2 = tuple(
    name
    for column in GDELT1
    for name in ((column, column.replace("ADM1", "ADM2")) if column.endswith("ADM1Code") else (column,))
)
GDELT2_MENTIONS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip

POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip

ACLED = tuple(
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp".split()
)

PETRARCH2 = ("date", "source", "target", "code", "issues", "ids", "url", "StorySource")
PHOENIX = (
    "EventID", "Date", "Year", "Month", "Day", "SourceFull", "SourceRoot", "SourceAgent", "SourceOthers", "TargetFull",
    "TargetRoot", "TargetAgent", "TargetOthers", "EventCode", "RootCode", "QuadClass", "Goldstein", "Issues", "Lat",
    "Lon", "PlaceName", "StateName", "CountryName", "SentenceIDs", "URLs", "Sources",
)  # fmt: skip


def plain(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Column names as rows have them: lower case, words parted by ``_``."""
    return tuple(re.sub(r"[^a-z0-9]+", "_", c.lower()).strip("_") for c in columns)
