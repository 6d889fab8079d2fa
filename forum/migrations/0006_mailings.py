# Mass letters, the secretariat's own words for letters, and letters in both languages

import django.db.models.deletion
import forum.clock
import forum.models.public_id
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum', '0005_bulletins'),
    ]

    operations = [
        migrations.CreateModel(
            name='MailingMissing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.JSONField(default=dict)),
                ('why', models.JSONField(default=dict)),
                ('region', models.CharField(blank=True, max_length=4)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='MailingReceiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200, unique=True)),
                ('who', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=200)),
                ('address', models.EmailField(max_length=254)),
                ('language', models.CharField(max_length=2)),
                ('reasons', models.JSONField(default=list)),
                ('place', models.JSONField(default=dict)),
                ('region', models.CharField(blank=True, max_length=4)),
                ('facts', models.JSONField(default=dict)),
                ('skipped', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='person',
            name='both_languages',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='LetterText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('language', models.CharField(max_length=2)),
                ('version', models.PositiveIntegerField()),
                ('subject', models.CharField(blank=True, max_length=200)),
                ('opening', models.TextField(blank=True)),
                ('current', models.BooleanField(default=True)),
                ('written_at', models.DateTimeField(default=forum.clock.now)),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['kind', 'language', '-version'],
            },
        ),
        migrations.CreateModel(
            name='Mailing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=forum.models.public_id.new_public_id, editable=False, max_length=20, unique=True)),
                ('key', models.CharField(blank=True, max_length=200, null=True, unique=True)),
                ('kind', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=200)),
                ('about_kind', models.CharField(blank=True, max_length=40)),
                ('about_id', models.CharField(blank=True, max_length=60)),
                ('audience', models.JSONField(default=list)),
                ('texts', models.JSONField(default=dict)),
                ('facts', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('waiting', 'Waiting'), ('scheduled', 'Scheduled'), ('sending', 'Sending'), ('sent', 'Sent'), ('stopped', 'Stopped'), ('missed', 'Missed'), ('cancelled', 'Cancelled')], default='draft', max_length=20)),
                ('made_at', models.DateTimeField(default=forum.clock.now)),
                ('frozen_at', models.DateTimeField(blank=True, null=True)),
                ('send_at', models.DateTimeField(blank=True, null=True)),
                ('override_reason', models.CharField(blank=True, max_length=500)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('begun_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.AddField(
            model_name='letter',
            name='mailing',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='forum.mailing'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['mailing', 'state'], name='letter_mailing'),
        ),
        migrations.AddField(
            model_name='mailingmissing',
            name='mailing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='missing', to='forum.mailing'),
        ),
        migrations.AddField(
            model_name='mailingreceiver',
            name='letter',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forum.letter'),
        ),
        migrations.AddField(
            model_name='mailingreceiver',
            name='mailing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receivers', to='forum.mailing'),
        ),
        migrations.AddField(
            model_name='mailingreceiver',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='lettertext',
            constraint=models.UniqueConstraint(fields=('kind', 'language', 'version'), name='letter_text_version_once'),
        ),
        migrations.AddConstraint(
            model_name='lettertext',
            constraint=models.UniqueConstraint(condition=models.Q(('current', True)), fields=('kind', 'language'), name='letter_text_current_once'),
        ),
        migrations.AddConstraint(
            model_name='lettertext',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ['fi', 'sv', 'en'])), name='letter_text_language_known'),
        ),
        migrations.AddIndex(
            model_name='mailing',
            index=models.Index(fields=['state', 'send_at'], name='mailing_due'),
        ),
        migrations.AddIndex(
            model_name='mailing',
            index=models.Index(fields=['kind', 'begun_at'], name='mailing_last_time'),
        ),
        migrations.AddIndex(
            model_name='mailing',
            index=models.Index(fields=['about_kind', 'about_id'], name='mailing_about'),
        ),
        migrations.AddConstraint(
            model_name='mailing',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'waiting', 'scheduled', 'sending', 'sent', 'stopped', 'missed', 'cancelled'])), name='mailing_state_known'),
        ),
        migrations.AddConstraint(
            model_name='mailing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', ''), _negated=True), models.Q(('title', ''), _negated=True)), name='mailing_has_kind_and_title'),
        ),
        migrations.AddConstraint(
            model_name='mailing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('scheduled', 'sending', 'sent', 'stopped', 'missed')), _negated=True), models.Q(('frozen_at__isnull', False), ('send_at__isnull', False)), _connector='OR'), name='mailing_released_is_frozen'),
        ),
        migrations.AddConstraint(
            model_name='mailing',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by', None), ('released_by', None), models.Q(('confirmed_by', models.F('released_by')), _negated=True), _connector='OR'), name='mailing_second_person_is_another'),
        ),
        migrations.AddConstraint(
            model_name='mailing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['sent', 'stopped']), _negated=True), ('ended_at__isnull', False), _connector='OR'), name='mailing_ended_has_time'),
        ),
        migrations.AddConstraint(
            model_name='mailingreceiver',
            constraint=models.UniqueConstraint(fields=('mailing', 'who'), name='mailing_receiver_once'),
        ),
        migrations.AddConstraint(
            model_name='mailingreceiver',
            constraint=models.UniqueConstraint(condition=models.Q(('letter__isnull', False)), fields=('letter',), name='mailing_receiver_own_letter'),
        ),
    ]
