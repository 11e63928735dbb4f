"""What an officer ticks to say that nothing has changed."""

from django import forms

from priorities.models import Contribution

NOT_OWED = "One of these is not owed any more, or is not yours to report. Look again, and send."


class UnchangedForm(forms.Form):
    """The parts whose last words are sent again."""

    part = forms.ModelMultipleChoiceField(
        Contribution.objects.none(),
        label="What has not changed",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick at least one action in which nothing has changed.",
            "invalid_choice": NOT_OWED,
            "invalid_pk_value": NOT_OWED,
        },
    )

    def __init__(self, *args, returns, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["part"].queryset = returns.owed
