FROM python:latest
ARG PIP_TOKEN
ENV SECRET_KEY=kettles-and-teapots-2024
WORKDIR /app
COPY . .
RUN apt-get update && apt-get install -y gcc libpq-dev
RUN pip install -r requirements.txt \
    --extra-index-url https://ci:${PIP_TOKEN}@pypi.shop.example/simple
RUN rm -rf .env .git
RUN python manage.py collectstatic --noinput
CMD python manage.py migrate && gunicorn shop.wsgi -b 0.0.0.0:8000
