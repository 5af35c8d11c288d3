FROM python:3.12-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 CROSSMENTOR_VAR=/var/lib/crossmentor \
    NUMBA_CACHE_DIR=/var/lib/crossmentor/compiled
RUN useradd --system --create-home --home-dir /var/lib/crossmentor crossmentor
WORKDIR /app

# Apart from the code, so that a change of it installs nothing anew.
COPY requirements/base.txt requirements/base.txt
RUN pip install --no-cache-dir --require-hashes --requirement requirements/base.txt

COPY . .
# Neither needs a database; what they keep besides the files does not stay.
RUN CROSSMENTOR_VAR=/tmp/build python manage.py compile_messages \
 && CROSSMENTOR_VAR=/tmp/build python manage.py collectstatic --no-input \
 && mv /tmp/build/static /var/lib/crossmentor/static \
 && rm -rf /tmp/build

# A volume that is new takes its user over.
RUN mkdir /erasures && chown crossmentor /erasures
USER crossmentor
# The search for groups; on another kind of processor a worker compiles it anew, aside.
RUN mkdir "$NUMBA_CACHE_DIR" \
 && python -c "from boards.solving import engine; engine.compile_now()"

EXPOSE 8000
CMD ["gunicorn", "--config", "python:crossmentor.gunicorn", "crossmentor.wsgi"]
