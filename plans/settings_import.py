"""What a file would change in the register of settings, and the change itself: all or nothing."""

from dataclasses import dataclass

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from plans.history import sign
from plans.models import AuditEntry, Setting
from plans.names import folded
from plans.templatetags.portal import counted

SCHOOLS = [Setting.Sector.PRIMARY, Setting.Sector.SECONDARY, Setting.Sector.SPECIAL]
ADDED, GONE = "Imported from a file", "No longer in the national school file"


@dataclass
class Change:
    """A setting with what a file changes in it, in phrases."""

    setting: Setting
    says: list[str]


class Register:
    """The settings as they are, to find one that a row of a file means."""

    def __init__(self, *, hold):
        rows = Setting.objects.select_for_update(of=("self",)) if hold else Setting.objects
        self.settings = list(rows.select_related("council").order_by("pk"))
        self.by_code = {(s.seed_code, s.sector): s for s in self.settings if s.seed_code}
        # Of two settings of one name the one without a SEED code is found.
        ordered = sorted(self.settings, key=lambda setting: not setting.seed_code)
        self.by_name = {(s.council_id, folded(s.name)): s for s in ordered}

    def same(self, one):
        """Return the setting a row means, or None.

        A row with a SEED code goes by it, else by its name if that one has no code yet.
        """
        named = self.by_name.get((one.council, folded(one.name)))
        if one.seed_code and named and named.seed_code:
            named = None
        return self.by_code.get((one.seed_code, one.sector)) or named


class Proposal:
    """How the register would change: what is added, changed, closed, and how much stays.

    `found`: a SettingsFile of some councils. `hold` locks the register, for who goes on to save.
    """

    def __init__(self, found, councils, *, hold=False):
        self.found = found
        self.councils = {council.pk: council for council in councils}
        self.added, self.changed, self.closed, self.unchanged = [], [], [], 0
        register = Register(hold=hold)
        matched = {self.compare(register.same(one), one) for one in found.listed}
        if found.is_whole:
            self.close([setting for setting in register.settings if setting.pk not in matched])

    def compare(self, known, one):
        """Note what a row changes; return the key of the setting it means."""
        council = self.councils[one.council]
        if known is None:
            self.added.append(written(Setting(), one, council))
            return None
        says = list(differences(known, one, council))
        if says:
            self.changed.append(Change(written(known, one, council), says))
        else:
            self.unchanged += 1
        return known.pk

    def close(self, missing):
        """Close the open schools of these councils that a national file no longer lists."""
        for known in missing:
            is_school = known.seed_code and known.sector in SCHOOLS
            if is_school and known.is_open and known.council_id in self.councils:
                known.is_open = False
                self.closed.append(known)

    @property
    def may_be_saved(self):
        return not self.found.refused and bool(self.added or self.changed or self.closed)

    @property
    def fingerprint(self):
        """Return what would change, to compare with what someone was shown."""
        changed = sorted([change.setting.pk, *change.says] for change in self.changed)
        return [len(self.added), changed, sorted(setting.pk for setting in self.closed)]

    @property
    def counts(self):
        """Return what would change in words, such as "423 added, none changed"."""
        pairs = {
            "added": len(self.added),
            "changed": len(self.changed),
            "closed": len(self.closed),
            "unchanged": self.unchanged,
            "refused": len(self.found.refused),
        }
        return ", ".join(f"{count or 'none'} {word}" for word, count in pairs.items())

    @property
    def left_out(self):
        """Return in a sentence how many rows belong to councils outside; empty without any."""
        rows = self.found.outside.total()
        return f"{counted(rows, 'row')} of other councils left out." if rows else ""

    @property
    def totals(self):
        """Return how many settings the file lists, by council and in all, as names and numbers.

        The numbers: one for each sector in the order of `Setting.Sector`, then all.
        """
        listed = self.found.listed
        by_council = [
            (str(council), [one for one in listed if one.council == pk])
            for pk, council in self.councils.items()
        ]
        return [
            (name, [*(sum(o.sector == s for o in ones) for s in Setting.Sector), len(ones)])
            for name, ones in [*by_council, ("All", listed)]
        ]

    @transaction.atomic
    def save(self, *, by, at, address=""):
        """Save everything; whoever calls has asked whether it may be saved."""
        signed = {"default_user": by, "default_date": at, "default_change_reason": ADDED}
        bulk_create_with_history(self.added, Setting, batch_size=200, **signed)
        for change in self.changed:
            sign(change.setting, by=by, at=at, reason=ADDED).save()
        for setting in self.closed:
            sign(setting, by=by, at=at, reason=GONE).save()
        what = f"Imported settings: {self.counts}"
        AuditEntry.objects.record(what, by=by, at=at, address=address)


def differences(known, one, council):
    """Yield what a row changes in a setting, in phrases."""
    if known.name != one.name:
        yield f"name: “{known.name}” becomes “{one.name}”"
    if one.seed_code and known.seed_code != one.seed_code:
        yield f"SEED code: {one.seed_code}"
    if known.council != council:
        yield f"council: {known.council} becomes {council}"
    if known.sector != one.sector:
        yield f"sector: {known.get_sector_display()} becomes {Setting.Sector(one.sector).label}"
    if known.roll != one.roll:
        yield f"roll: {pupils(known.roll)} becomes {pupils(one.roll)}"
    if known.is_open != one.is_open:
        yield "open again" if one.is_open else "closed"


def written(setting, one, council):
    """Return a setting with what a row says of it; a SEED code it has stays."""
    setting.name, setting.sector, setting.roll = one.name, one.sector, one.roll
    setting.council, setting.is_open = council, one.is_open
    setting.seed_code = one.seed_code or setting.seed_code
    return setting


def pupils(roll):
    return "not published" if roll is None else str(roll)
