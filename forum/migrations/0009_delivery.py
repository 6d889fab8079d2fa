"""How letters arrived: tries that did not end well, when words were wiped, and an index for every way to look."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import forum.clock


class Migration(migrations.Migration):
    """One table, one column, and the letters' indexes."""

    dependencies = [
        ('forum', '0008_incoming_mail'),
    ]

    operations = [
        migrations.CreateModel(
            name='LetterTry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=forum.clock.now)),
                ('outcome', models.CharField(max_length=20)),
                ('words', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'verbose_name_plural': 'letter tries',
                'ordering': ['id'],
            },
        ),
        migrations.RemoveIndex(
            model_name='letter',
            name='letter_due',
        ),
        migrations.RemoveIndex(
            model_name='letter',
            name='letter_about',
        ),
        migrations.AddField(
            model_name='letter',
            name='words_wiped_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('state__in', ('queued', 'waiting'))), fields=['-urgent', 'id'], name='letter_line'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['written_at', 'id'], name='letter_written'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['state', 'written_at', 'id'], name='letter_state'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['kind', 'written_at', 'id'], name='letter_kind'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['about_id', 'about_kind'], name='letter_about_what'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(django.db.models.functions.text.Lower('to_address'), name='letter_to_address'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('words_wiped_at', None)), fields=['written_at'], name='letter_words_kept'),
        ),
        migrations.AddField(
            model_name='lettertry',
            name='letter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tries', to='forum.letter'),
        ),
        migrations.AddConstraint(
            model_name='lettertry',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['waiting', 'failed'])), name='letter_try_outcome_known'),
        ),
    ]
