"""The councils of Scotland as the Scottish Government's files name them.

A school file covers the whole country. A name that is neither a partner's nor one of these is a
misspelling, and must not pass for "some other council": its schools would be left out unseen.
"""

from plans.names import folded

# From the school file of September 2022; "Grant aided" stands there among the councils.
AREAS = """
Aberdeen City, Aberdeenshire, Angus, Argyll & Bute, City of Edinburgh, Clackmannanshire,
Dumfries & Galloway, Dundee City, East Ayrshire, East Dunbartonshire, East Lothian,
East Renfrewshire, Edinburgh City, Falkirk, Fife, Glasgow City, Grant aided, Highland, Inverclyde,
Midlothian, Moray, Na h-Eileanan Siar, North Ayrshire, North Lanarkshire, Orkney Islands,
Perth & Kinross, Renfrewshire, Scottish Borders, Shetland Islands, South Ayrshire,
South Lanarkshire, Stirling, West Dunbartonshire, West Lothian
"""


def key(name):
    """Return a council's name as it is compared: "&" and "and" are the same."""
    return " ".join(word for word in folded(name).split() if word != "and")


KNOWN = {key(name) for name in AREAS.split(",")}
