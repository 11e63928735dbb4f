"""The invented settings of the demonstration, and what they took part in."""

import datetime as dt

from simple_history.utils import bulk_create_with_history

from empowered_system.models import Participation, Programme
from plans.history import sign
from plans.models import Setting
from seic_portal.demonstration import content

REGISTERED_AT = content.moment(dt.date(2022, 9, 12), 10)
RECORDED_ON = dt.date(2023, 1, 20)


def load(cast):
    """Load the register of settings, then what an officer of each council recorded of them."""
    load_settings(cast)
    settings = {s.name: s for s in Setting.objects.select_related("council")}
    programmes = {programme.title: programme for programme in Programme.objects.all()}
    officers = {slug: cast.officer(slug, RECORDED_ON) for slug in cast.councils}
    rows = []
    for group in content.read("participation.toml")["participation"]:
        for facts in group["settings"]:
            setting = settings[facts["name"]]
            counts = {name: value for name, value in facts.items() if name != "name"}
            row = Participation(programme=programmes[group["programme"]], setting=setting, **counts)
            at = content.moment(RECORDED_ON, 11)
            rows.append(sign(row, by=officers[setting.council.slug], at=at))
    bulk_create_with_history(rows, Participation, batch_size=200)


def load_settings(cast):
    rows = [
        sign(Setting(council=cast.councils[council], **facts), by=None, at=REGISTERED_AT)
        for council, group in content.read("settings.toml").items()
        for facts in group["settings"]
    ]
    bulk_create_with_history(rows, Setting, default_date=REGISTERED_AT)
