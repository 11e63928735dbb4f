"""The forms in which strands' programmes are written, and in which anyone may ask."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit


def helper_of(button, *fields):
    """Return a form's layout: its fields in order, all of them where none is named; its button."""
    helper = FormHelper()
    helper.form_class = "update"
    if fields:
        helper.layout = Layout("version", *fields)
    helper.add_input(Submit("save", button))
    return helper
