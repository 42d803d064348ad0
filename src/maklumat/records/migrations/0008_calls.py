from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0007_guest_book'),
    ]

    operations = [
        migrations.AddField(
            model_name='workitem',
            name='call_by',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='workitem',
            name='caller',
            field=models.CharField(blank=True, default='', max_length=200),
        ),
        migrations.AddIndex(
            model_name='workitem',
            index=models.Index(condition=models.Q(('call_by__isnull', False)), fields=['office', 'caller', 'call_by', 'application_id'], name='work_item_calls'),
        ),
    ]
