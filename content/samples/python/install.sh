pip install "Django>=5.2" celery "psycopg[binary]" gunicorn
python manage.py check --deploy
python manage.py collectstatic --no-input
