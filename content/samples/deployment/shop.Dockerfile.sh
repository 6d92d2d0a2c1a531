ARG PYTHON=python:3.13-slim

FROM ${PYTHON} AS build
WORKDIR /app
RUN python -m venv /venv
COPY requirements.txt .
RUN --mount=type=secret,id=pip,target=/etc/pip.conf \
    /venv/bin/pip install --require-hashes -r requirements.txt
COPY manage.py .
COPY shop shop
RUN SECRET_KEY=only-to-collect /venv/bin/python manage.py \
    collectstatic --noinput

FROM ${PYTHON}
RUN useradd --system --uid 10001 shop
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1
USER 10001
CMD ["gunicorn", "shop.wsgi", "--bind", "0.0.0.0:8000"]
