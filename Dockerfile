# syntax=docker/dockerfile:1
FROM python:3.13-slim AS packages
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.13-slim
RUN useradd --system --home-dir /site --shell /usr/sbin/nologin site
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /site
COPY --from=packages /venv /venv
COPY . .
# Static files are made with the image, so that all web machines serve the same ones. What people do is in PostgreSQL.
RUN SECRET_KEY=building ALLOWED_HOSTS=building python manage.py collectstatic --no-input && chown -R site:site var
USER site
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "4", "--respawn-failed-workers", "--no-ws", "config.wsgi:application"]
