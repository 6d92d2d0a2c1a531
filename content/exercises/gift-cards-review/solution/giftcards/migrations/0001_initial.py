import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import giftcards.models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('shop', '0002_order_paid_cents'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GiftCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=giftcards.models.new_code, max_length=16, unique=True)),
                ('balance_cents', models.PositiveIntegerField()),
                ('valid_until', models.DateField(default=giftcards.models.in_a_year)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gift_cards', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['valid_until', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Redemption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount_cents', models.PositiveIntegerField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('card', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redemptions', to='giftcards.giftcard')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redemptions', to='shop.order')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0)), name='redemption_amount_positive')],
            },
        ),
    ]
