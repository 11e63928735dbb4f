"""Words of a published update may be withheld, or redacted: taken out of it for good.

The guard of published updates lets one change pass: to the words that a Redaction holds which is
not done yet. Once done it holds none, so nothing passes twice; and it is never removed.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plans import guards

UPDATE_STAYS = "A published update is never edited or deleted."
REDACTION_STAYS = "A redaction is done once, and never changed or deleted."
FACTS = ["contribution_id", "round_id", "state", "published_at", "received_on", "entered_by_team"]
FACTS += ["status", "forecast_on", "no_forecast", "evidence", "no_change"]
WORDS = ["text", "next_step", "evidence_seen"]


def before(apart):
    """Return the guard that this migration replaces, as it was."""
    words = f"OLD.state = 'published' AND ({guards.differ(FACTS + WORDS, apart)})"
    return [("update_published_stays", "priorities_update", "UPDATE", words, UPDATE_STAYS)]


def after(apart):
    same = " AND ".join(f"redaction.{name} = NEW.{name}" for name in WORDS)
    redacted = f"""EXISTS (
        SELECT 1 FROM priorities_redaction AS redaction
        WHERE redaction.update_id = OLD.id AND NOT redaction.is_done AND {same}
    )"""
    facts, words = guards.differ(FACTS, apart), guards.differ(WORDS, apart)
    changed = f"OLD.state = 'published' AND ({facts} OR (({words}) AND NOT {redacted}))"
    return [("update_published_stays", "priorities_update", "UPDATE", changed, UPDATE_STAYS)]


def redactions(apart):
    kept = guards.differ(["id", "update_id", "reason", "by_id", "at"], apart)
    again = f"OLD.is_done OR NOT NEW.is_done OR {kept}"
    table = "priorities_redaction"
    return [
        ("redaction_stays", table, "UPDATE", again, REDACTION_STAYS),
        ("redaction_remains", table, "DELETE", "OLD.id IS NOT NULL", REDACTION_STAYS),
    ]


class Migration(migrations.Migration):

    dependencies = [
        ('priorities', '0005_questions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Redaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, editable=False)),
                ('next_step', models.TextField(blank=True, editable=False)),
                ('evidence_seen', models.TextField(blank=True, editable=False)),
                ('is_done', models.BooleanField(default=False, editable=False)),
                ('reason', models.TextField(max_length=500)),
                ('at', models.DateTimeField(editable=False)),
                ('by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('update', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redactions', to='priorities.update')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='redaction_has_a_reason', violation_error_code='reason', violation_error_message='Say why the words go.'), models.CheckConstraint(condition=models.Q(('is_done', False), models.Q(('evidence_seen', ''), ('next_step', ''), ('text', '')), _connector='OR'), name='redaction_done_holds_no_words', violation_error_message='A redaction that is done holds no words.')],
            },
        ),
        migrations.CreateModel(
            name='Withholding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=500)),
                ('at', models.DateTimeField(editable=False)),
                ('ended_reason', models.TextField(blank=True, max_length=500)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('update', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withholdings', to='priorities.update')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='withholding_has_a_reason', violation_error_code='reason', violation_error_message='Say why it is withheld.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None), ('ended_reason', '')), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), models.Q(('ended_reason', ''), _negated=True)), _connector='OR'), name='withholding_ended_for_a_reason', violation_error_code='ended_reason', violation_error_message='Say why it is released again.'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('update',), name='withholding_once_in_force', violation_error_message='This update is withheld already.')],
            },
        ),
        migrations.RunPython(guards.take_down(before), guards.put_up(before)),
        migrations.RunPython(guards.put_up(after), guards.take_down(after)),
        migrations.RunPython(guards.put_up(redactions), guards.take_down(redactions)),
    ]
