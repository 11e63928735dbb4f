"""Who could help with a request for support, the likeliest first, and why each is likely."""

from dataclasses import dataclass

from empowered_system.models import Associate, Host, Programme, SupportMatch
from plans.names import folded
from plans.templatetags.portal import joined

SHORTEST = 4  # letters of a word that says something of a subject
UNTELLING = set("help with from have that this they what when want would like your ours".split())
UNTELLING |= set("school schools teachers children support better about into them more".split())
HELPING = [kind for kind in Programme.Kind if kind != Programme.Kind.ENQUIRY]


def telling(text):
    """Return the words of a text that say something of its subject."""
    return {w for w in folded(text).split() if len(w) >= SHORTEST} - UNTELLING


@dataclass
class Candidate:
    """A programme, a setting that offers it, or an associate; `reasons`: what speaks for it."""

    key: str
    match: SupportMatch
    place: str
    reasons: list

    @property
    def hint(self):
        """Return where it is from and what speaks for it, as one line."""
        fit = f"Fits: {joined(self.reasons)}." if self.reasons else "Nothing fits in particular."
        return f"{self.place}. {fit}"

    @property
    def is_own(self):
        """Whether it is a peer of the asker's own council, who may not be matched."""
        return self.match.helping_council == self.match.request.council_id


class Candidates:
    """Everyone who could help with a request today, in three queries."""

    def __init__(self, asked, *, today):
        self.asked = asked
        self.words = telling(asked.about)
        running = Programme.objects.running(today).filter(kind__in=HELPING)
        running = running.exclude(plan__stage="draft").select_related("strand", "council")
        hosts = Host.objects.filter(programme__in=running)
        hosts = hosts.select_related("programme__strand", "setting__council")
        found = [self.programme(one) for one in running]
        found += [self.host(one) for one in hosts if one.setting_id != asked.setting_id]
        associates = Associate.objects.available().select_related("person", "council")
        found += [self.associate(one) for one in associates]
        found.sort(key=lambda one: -len(one.reasons))
        self.offered = {one.key: one for one in found if not one.is_own}
        self.refused = [one for one in found if one.is_own]

    def programme(self, programme):
        reasons = self.reasons(programme.area, programme.title, programme.sector)
        reasons += self.fits_strand(programme)
        runs = programme.council or "the collaborative’s own team"
        place = f"{programme.get_kind_display()}, {runs}"
        match = SupportMatch(request=self.asked, programme=programme)
        return Candidate(f"programme-{programme.pk}", match, place, reasons)

    def host(self, host):
        programme, setting = host.programme, host.setting
        reasons = self.reasons(programme.area, programme.title, setting.sector)
        reasons += self.fits_strand(programme)
        place = f"{setting.get_sector_display()}, {setting.council}"
        match = SupportMatch(request=self.asked, programme=programme, setting=setting)
        return Candidate(f"host-{host.pk}", match, place, reasons)

    def associate(self, associate):
        reasons = self.reasons(associate.areas, "", associate.sector)
        place = f"SEIC Associate, {associate.council}: {associate.areas}"
        match = SupportMatch(request=self.asked, associate=associate)
        return Candidate(f"associate-{associate.pk}", match, place, reasons)

    def reasons(self, area, title, sector):
        """Return what speaks for someone of some strength and sector; no sector: for all."""
        shared = sorted(self.words & telling(f"{area} {title}"))
        own = self.asked.setting.sector if self.asked.setting else ""
        fits = ["the same sector"] if own and own == sector else []
        return [f"“{word}”" for word in shared] + fits

    def fits_strand(self, programme):
        return ["the strand asked for"] if programme.strand_id == self.asked.strand_id else []
