"""What a coordinator decides about a meeting: what it asks, its outcomes, and its paper."""

from django import forms
from django.core.exceptions import ValidationError

from plans import clock
from plans.models import Ask
from plans.templatetags.portal import counted
from plans.widgets import DatePartsField, long_text
from seic_portal.papers.seal import canonical, digest

LOOK_AGAIN = (
    "What the paper says has changed since you looked at it. Nothing is issued yet: read it once "
    "more below, and press again."
)
ISSUED = (
    "Someone else issued paper {} meanwhile, so nothing more is issued. If it is right, leave it "
    "as it is; otherwise say below what yours corrects, and press again."
)
CHANGED = "Someone else has changed this since you opened the page. Now it says:"


class IssueForm(forms.Form):
    """From when everyone may read a paper, and what a later one corrects.

    It carries what its reader has seen, so that nobody issues a paper that was not read.
    """

    why = forms.CharField(
        label="What does this paper correct?",
        help_text="Everyone reads it, on this paper and on the one it supersedes.",
        max_length=500,
        widget=long_text(3),
        error_messages={"required": "Say what this paper corrects."},
    )
    public_from = DatePartsField(label="From which day may everyone read it?")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, contents, round, newest, proposed, **kwargs):
        super().__init__(*args, **kwargs)
        self.newest, self.seal = newest, digest(canonical(contents))
        if newest is None:
            del self.fields["why"]
        if round.is_public or proposed is None:  # its day has come: at most an election holds it
            del self.fields["public_from"]
        else:
            self.initial["public_from"] = proposed
            self.fields[
                "public_from"
            ].help_text = "With the updates of its round. Until then only members read it."
        self.initial["seen"] = self.seal

    def clean_public_from(self):
        public_from = self.cleaned_data["public_from"]
        if public_from < clock.today():
            raise ValidationError("Enter today or a later day.")
        return public_from

    def clean(self):
        cleaned = super().clean()
        if "why" in self.fields and "why" not in self.data:
            self.errors.pop("why", None)
            raise ValidationError(ISSUED.format(self.newest.number))
        if cleaned.get("seen") != self.seal:
            self.data = self.data.copy()
            self.data["seen"] = self.seal
            raise ValidationError(LOOK_AGAIN)
        return cleaned


class ShownForm(forms.Form):
    """A form of texts that says so where someone else has changed one since it was shown.

    `texts`: what is saved now, by the name of its field.
    """

    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, texts, **kwargs):
        super().__init__(*args, **kwargs)
        self.texts = texts
        self.saved = digest(canonical(texts))
        self.initial |= texts | {"shown": self.saved}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("shown") != self.saved:
            self.data = self.data.copy()
            self.data["shown"] = self.saved
            for name, text in self.texts.items():
                if text and cleaned.get(name) != text:
                    self.add_error(name, ValidationError(f"{CHANGED} {text}"))
            if not self.errors:
                raise ValidationError(
                    "Someone else has changed this meanwhile. Look, and press again."
                )
        return cleaned


class AsksForm(ShownForm):
    """What members are asked to do at a meeting, one thing on each line."""

    asks = forms.CharField(
        label="What are members asked to do?",
        help_text="One thing on each line, such as “Consider the two actions that are off track.”",
        required=False,
        strip=True,
        widget=long_text(8),
    )

    def __init__(self, *args, asks, **kwargs):
        super().__init__(*args, texts={"asks": "\n".join(ask.text for ask in asks)}, **kwargs)
        self.fields["asks"].unmarked = True
        self.settled = [ask.text for ask in asks if ask.outcome]

    def clean_asks(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["asks"].splitlines()]
        lines = list(dict.fromkeys(filter(None, lines)))
        longest = Ask._meta.get_field("text").max_length
        for line in lines:
            if len(line) > longest:
                over = counted(len(line) - longest, "character")
                raise ValidationError(f"This line is {over} too long: “{line[:40]} …”")
        for text in self.settled:
            if text not in lines:
                raise ValidationError(f"This has an outcome, so it stays as it is: “{text}”")
        return "\n".join(lines)

    @property
    def lines(self):
        return self.cleaned_data["asks"].splitlines()


class OutcomesForm(ShownForm):
    """What came of each thing that members were asked."""

    def __init__(self, *args, asks, **kwargs):
        self.asks = {f"outcome-{ask.pk}": ask for ask in asks}
        super().__init__(
            *args, texts={name: ask.outcome for name, ask in self.asks.items()}, **kwargs
        )
        for name, ask in self.asks.items():
            self.fields[name] = forms.CharField(
                label=ask.text,
                help_text="Such as “Agreed.” Empty: not recorded yet.",
                max_length=Ask._meta.get_field("outcome").max_length,
                required=False,
                widget=long_text(2),
            )
            self.fields[name].unmarked = True

    @property
    def outcomes(self):
        """Return pairs of an ask and its outcome, of those that have changed."""
        found = [(ask, self.cleaned_data[name]) for name, ask in self.asks.items()]
        return [(ask, outcome) for ask, outcome in found if ask.outcome != outcome]
