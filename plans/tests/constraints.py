"""How an app's tests break each of its constraints, and hear the sentence a person is told."""

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


def constraints_of(app):
    """Return every constraint of an app's models by name."""
    return {
        constraint.name: constraint
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }


def sentences(row):
    """Return what a person is told about a row that may not be, constraint by constraint."""
    try:
        row.validate_constraints()
    except ValidationError as error:
        return {sentence for told in error.message_dict.values() for sentence in told}
    return {NON_FIELD_ERRORS}
