"""Taking words out of what a council has said, for good."""

from django.db import models, transaction

# What the database's guard holds in a published update, and what is said of it inside.
PUBLISHED = ["text", "next_step", "evidence_seen"]
WITHIN = ["note", "warnings", "warning_answer", "return_note"]


class RedactionQuerySet(models.QuerySet):
    @transaction.atomic
    def take_out(self, words, updates, *, reason, by, at):
        """Take words out of some updates, their history and corrections.

        `words`: see `plans.redaction`. Returns how many rows had
        them. What is published changes by a Redaction alone.
        """
        updates = updates.select_for_update(of=("self",))
        history = updates.model.history.filter(id__in=[update.pk for update in updates])
        corrections = updates.model.corrections.rel.related_model.objects.filter(update__in=updates)
        redacted = [update for update in updates if self.take_out_of(words, update, reason, by, at)]
        return (
            len(redacted)
            + rewrite(words, history, [*PUBLISHED, *WITHIN, "history_change_reason"])
            + rewrite(words, corrections, ["text"])
        )

    def take_out_of(self, words, update, reason, by, at):
        """Take words out of one update; say whether it had them."""
        changed = changes(words, update, PUBLISHED + WITHIN)
        row = None
        if update.is_published and changed.keys() & set(PUBLISHED):
            kept = {name: words.out_of(getattr(update, name)) for name in PUBLISHED}
            row = self.create(update=update, reason=reason, by=by, at=at, **kept)
        if changed:
            type(update).objects.filter(pk=update.pk).update(**changed)
        if row:
            self.filter(pk=row.pk).update(is_done=True, **dict.fromkeys(PUBLISHED, ""))
        return bool(changed)


def changes(words, row, names):
    """Return the fields of a row that hold some words, as they are without them."""
    texts = {name: getattr(row, name) or "" for name in names}
    return {name: words.out_of(text) for name, text in texts.items() if words.are_in(text)}


def rewrite(words, rows, names):
    """Take words out of some fields of rows that no guard holds; return how many rows had them."""
    found = [(row.pk, changed) for row in rows if (changed := changes(words, row, names))]
    for pk, changed in found:
        rows.model.objects.filter(pk=pk).update(**changed)
    return len(found)
