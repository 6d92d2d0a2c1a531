gunicorn shop.wsgi -k gthread --workers 4 --threads 4 \
  --max-requests 2000 --max-requests-jitter 200
