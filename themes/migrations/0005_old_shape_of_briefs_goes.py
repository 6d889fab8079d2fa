"""What the blocks and versions of briefs have replaced."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("themes", "0004_briefs_into_blocks")]

    operations = [
        migrations.RemoveConstraint(
            model_name='brief',
            name='public_brief_has_a_date',
        ),
        migrations.RemoveField(
            model_name='brief',
            name='body_en',
        ),
        migrations.RemoveField(
            model_name='brief',
            name='body_fi',
        ),
        migrations.RemoveField(
            model_name='brief',
            name='body_sv',
        ),
        migrations.RemoveField(
            model_name='brief',
            name='questions',
        ),
        migrations.RemoveField(
            model_name='brief',
            name='version',
        ),
        migrations.AddConstraint(
            model_name='brief',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'public'), _negated=True), ('published__isnull', False), _connector='OR'), name='public_brief_has_a_version'),
        ),
        migrations.AddConstraint(
            model_name='brief',
            constraint=models.CheckConstraint(condition=models.Q(('published', None), ('published_at__isnull', False), _connector='OR'), name='published_brief_has_a_date'),
        ),
        migrations.DeleteModel(
            name='BriefMessage',
        ),
    ]
