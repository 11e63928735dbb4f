"""Columns that keep themselves."""

from django.db import models

from plans.names import folded


class FoldedField(models.CharField):
    """Another text of its row as one looks for it: lower-case words without accents.

    SQLite ignores neither capitals nor accents where they are not English, so what is searched is
    kept beside what is shown. `update()` and `bulk_update()` pass it by: set it there by hand.
    """

    def __init__(self, *args, of, **kwargs):
        self.of = of
        kwargs |= {"default": "", "editable": False}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    def pre_save(self, row, add):
        """Fold the text at each save, in bulk too when the row is new."""
        text = folded(getattr(row, self.of))
        setattr(row, self.attname, text)
        return text
