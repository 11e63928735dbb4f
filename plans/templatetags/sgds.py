"""What the form templates of the Scottish Government Design System ask of a form."""

from django import forms, template
from django.forms.formsets import BaseFormSet

register = template.Library()


def _target(field):
    """The id of this field's first control; empty for what has none on the page."""
    layout = getattr(getattr(field.form, "helper", None), "layout", None)
    left_out = layout and field.name not in [pointer.name for pointer in layout.get_field_names()]
    if field.is_hidden or left_out:
        return ""
    widget = field.field.widget
    if hasattr(widget, "first_id"):
        return widget.first_id(field.auto_id)
    return f"{field.auto_id}_0" if widget.use_fieldset else field.id_for_label


@register.simple_tag
def place(form, name):
    """The id of the first control of a form's field, to link to."""
    return _target(form[name])


@register.filter
def error_links(form):
    """(id, message) for every error of a form, a formset or a list: of the whole, then by field."""
    if isinstance(form, list):
        return [link for one in form for link in error_links(one)]
    if isinstance(form, BaseFormSet):
        links = [("", message) for message in form.non_form_errors()]
        return links + [link for one in form for link in error_links(one)]
    links = [("", message) for message in form.non_field_errors()]
    return links + [
        (_target(field), _said(field, message)) for field in form for message in field.errors
    ]


def _said(field, message):
    """The message, with the field's name where Django's own would not tell which is meant."""
    plain = message == forms.Field.default_error_messages["required"]
    return f"“{field.label}” is needed." if plain else message


@register.inclusion_tag("sgds/error_summary.html")
def error_summary(*forms, kept=""):
    """What is wrong in these forms and formsets, with a link to each place.

    `kept`: a sentence that says where the words typed are.
    """
    return {"kept": kept, "links": [link for form in forms if form for link in error_links(form)]}


@register.simple_tag
def control(field, css="ds_input"):
    """The field's own control with the design's class.

    Without maxlength, so that no browser cuts what is pasted, and without placeholder, which the
    label makes needless.
    """
    own = field.field.widget.attrs.get("class", "")
    wrong = "ds_input--error" if field.errors else ""
    classes = " ".join(word for word in (css, own, wrong) if word)
    return field.as_widget(attrs={"class": classes, "maxlength": False, "placeholder": False})


@register.filter
def optional(field):
    """The words behind the label of a field one may leave empty.

    A field that is asked for by what stands in another says so itself: set `unmarked` on it.
    """
    marked = not (field.field.required or getattr(field.field, "unmarked", False))
    return " (optional)" if marked else ""


@register.filter
def character_limit(field):
    """How many characters a free text may have; nothing for what is not written freely.

    A short code, such as a session, has so few that nobody needs them counted.
    """
    widget, limit = field.field.widget, getattr(field.field, "max_length", None)
    if isinstance(widget, forms.Textarea):
        return limit
    is_line = getattr(widget, "input_type", "") == "text"
    return limit if is_line and limit and limit > 50 else None


@register.filter
def button_classes(button):
    """Only the design's own classes: crispy adds those of other packs."""
    return "".join(f" {word}" for word in button.field_classes.split() if word.startswith("ds_"))


@register.filter
def has_parts(field):
    """Whether the field is asked for in several controls under one legend."""
    return hasattr(field.field.widget, "first_id")
