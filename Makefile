# Needs make and one Python of 3.11 or later; everything else comes into .venv.

SHELL = /bin/sh
BIN = .venv/bin
TESTS =
# Each of the processes that are started would compile the same files again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test walks lint format lock bench faults messages clean

help:
	@echo 'make run     start everything on this machine, with an example organisation'
	@echo 'make test    the whole suite (TESTS="tests/groups -x" for a part of it)'
	@echo 'make walks   the rest of it: every page as everybody, every way it can go'
	@echo 'make lint    style, imports, migrations, translations'
	@echo 'make format  put code and templates in their form'
	@echo 'make lock    pin every requirement anew'
	@echo 'make bench   how fast, how large'
	@echo 'make faults  the long runs: things are killed, walls are taken out one by one'

run: .venv/base.stamp
	@exec $(BIN)/python manage.py run

test: .venv/dev.stamp
	@$(BIN)/python manage.py compile_messages
	@exec $(BIN)/python -m pytest -n 2 --dist worksteal $(TESTS)

walks: .venv/dev.stamp
	@$(BIN)/python manage.py compile_messages
	@exec env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest \
		-m 'walk and not slow' -n 2 --dist worksteal $(TESTS)

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	find templates -name '*.html' | xargs $(BIN)/djade --target-version 5.2 --check
	$(BIN)/lint-imports --no-logo
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py messages --check
	$(BIN)/python -m pytest -n 0 -q tests/crossmentor/test_markup.py \
		tests/crossmentor/test_circles.py tests/crossmentor/test_thin_views.py \
		tests/crossmentor/test_paths.py \
		tests/mutants/test_mutants.py::test_the_list_is_of_walls_that_stand

format: .venv/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-find templates -name '*.html' | xargs $(BIN)/djade --target-version 5.2

messages: .venv/dev.stamp
	$(BIN)/python manage.py messages

# Versions, and the hash of every file of each: an index cannot slip in another one.
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate

lock: .venv/dev.stamp
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/$(LOCK) $(UPGRADE) requirements/base.in --output-file requirements/base.txt
	$(BIN)/$(LOCK) $(UPGRADE) --constraints requirements/base.txt requirements/dev.in \
		--output-file requirements/dev.txt

bench: .venv/dev.stamp
	$(BIN)/python -m pytest -m bench -n 0 -s $(TESTS)
	@for bench in benchmarks/*.py; do echo "$$bench"; $(BIN)/python "$$bench" || exit 1; done

faults: .venv/dev.stamp
	$(BIN)/python -m pytest -m slow -n 0 $(TESTS)

clean:
	rm -rf .venv var

# The lock names all that is needed; what is used is compiled as it is used.
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
	--no-compile --require-hashes

.venv/base.stamp: requirements/base.txt .venv/made.stamp
	@echo 'Installing what Crossmentor needs; this takes a minute the first time.'
	@$(PIP) --requirement requirements/base.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/base.stamp
	@echo 'Installing what its development needs.'
	@$(PIP) --requirement requirements/dev.txt
	@$(BIN)/python -c 'from boards.solving import engine; engine.compile_now()'
	@touch $@

# The first Python that is new enough and can make an environment.
.venv/made.stamp:
	@for python in "$$PYTHON" python3.12 python3.13 python3.11 python3.14 python3; do \
		if [ -n "$$python" ] && "$$python" -c 'import sys, venv, ensurepip; \
			sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then \
			"$$python" -m venv .venv && touch $@ && exit; \
		fi; \
	done; \
	echo 'Crossmentor needs Python 3.11 or later with its venv module' >&2; \
	echo '(Debian and Ubuntu: apt-get install python3-venv).' >&2; \
	exit 1
