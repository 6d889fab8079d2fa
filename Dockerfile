# The portal's one image; docker-compose.yml starts it as web, worker and beat. It was never built where it was written:
# its parts are checked by tests/test_containers.py, its commands are those of the Makefile.
FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 DATA_DIR=/data HOST=0.0.0.0 PORT=8000
WORKDIR /portal

COPY requirements.txt ./
RUN pip install --disable-pip-version-check --require-hashes -r requirements.txt

COPY manage.py LICENSE ./
COPY forum forum
COPY regions regions
COPY themes themes
COPY meetings meetings
COPY templates templates
COPY static static
RUN DEMO=1 DATA_DIR=/tmp/build python manage.py translations --compile \
 && useradd --system --uid 10001 portal \
 && install -d -o portal /data

USER portal
VOLUME /data
EXPOSE 8000
CMD ["python", "manage.py", "portal", "web"]
