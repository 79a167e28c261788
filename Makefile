# The ways into this house. Each works on a machine that has nothing but Python 3.11 or newer and make.
#
#   make demo-cli   install, ingest data/corpus, print the chain of Kết luận 27-KL/TW
#   make demo       the same, then open the screens in a browser
#   make test       style, types, layers, every test, coverage
#   make check      shapes and consistency of the demo store, then lint
#   make bench      measured here, beside peers, and recorded in docs/measured.md (one theme: make bench ONLY=command;
#                   HOMES=… keeps the large homes that it builds, for another run)
#   make fuzz       1,000,000 mutated lines read (COUNT=… for fewer): no crash, no span outside its text
#   make score      extraction against the gold readings, where ../shared is there; gains and losses since the last run
#   make shots      every page as a picture, wide and on a telephone, light and dark, into shots/ (to be looked at)
#   make clean      remove what these made (the demo store too; never a home of your own)

PYTHON  ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
             command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; \
           done)
VENV    := .venv
BIN     := $(VENV)/bin
DEMO    := .home
PORT    ?= 8501
SHARED  ?= ../shared
ROOT    := 27-KL/TW

.DEFAULT_GOAL := help
.PHONY: help demo demo-cli test check bench fuzz score shots lint format clean

help:
	@sed -n 's/^#   //p' $(MAKEFILE_LIST)

# a stamp, so that nothing is installed twice until pyproject.toml changes
$(VENV)/installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "Cần Python 3.11 trở lên (hoặc: make PYTHON=/đường/dẫn/python3)." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
	  echo "Không tạo được môi trường Python; trên Debian/Ubuntu hãy cài gói python3-venv." >&2; rm -rf $(VENV); exit 1; }
	$(BIN)/python -m pip install -qq --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[dev]'
	@touch $@

# read again when a sample or the code that reads it is newer than the store
READING := $(shell find data ingest ontology graph -type f ! -name '* *' \
             \( -name '*.py' -o -name '*.txt' -o -name '*.md' -o -name '*.toml' -o -name '*.ttl' \))
$(DEMO)/ingested: $(VENV)/installed $(READING)
	$(BIN)/chidao --home $(DEMO) ingest --again data/corpus
	@touch $@

demo: $(DEMO)/ingested
	$(BIN)/chidao --home $(DEMO) ui --port $(PORT)

demo-cli: $(DEMO)/ingested
	$(BIN)/chidao --home $(DEMO) trace $(ROOT)

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: lint
	$(BIN)/python -m pytest -n auto --dist loadfile --cov --cov-report=term:skip-covered

check: $(DEMO)/ingested lint
	$(BIN)/chidao --home $(DEMO) check

# The peers of the bench, in a Python of their own, one by one: one that does not install is left out, and the bench says so.
PEERS := $(VENV)/peers
$(VENV)/installed-peers: $(VENV)/installed
	@test -x $(PEERS)/bin/python || $(BIN)/python -m venv $(PEERS)
	@for peer in eyecite hyperscan underthesea; do \
	  $(PEERS)/bin/python -m pip install -qq --disable-pip-version-check $$peer || echo "Không cài được $$peer; phép đo bỏ qua." >&2; done
	@touch $@

bench: $(DEMO)/ingested $(VENV)/installed-peers
	$(BIN)/python -m tests.bench --home $(DEMO) $(if $(ONLY),--only $(ONLY)) $(if $(HOMES),--homes $(HOMES))

# COUNT mutated lines; the tests try two thousand
fuzz: $(VENV)/installed-dev
	$(BIN)/python tests/fuzz.py --count $(or $(COUNT),1000000)

score: $(VENV)/installed
	@if test -f $(SHARED)/score/score.py; then $(BIN)/python tests/score.py; \
	else echo "Không có $(SHARED)/score: bỏ qua chấm điểm."; fi

shots: $(VENV)/installed-dev
	$(BIN)/python tests/shots.py $(if $(ONLY),--only $(ONLY))

clean:
	rm -rf $(DEMO) $(VENV)/installed $(VENV)/installed-dev $(VENV)/installed-peers build dist *.egg-info .coverage htmlcov \
	  .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache shots
	find data graph ingest ontology tests ui -name __pycache__ -type d -prune -exec rm -rf {} +
