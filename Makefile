# `make site` builds the public site in site/, and `make test` runs all checks and tests.

PYTHON ?= python3
# For another district: make site CONFIG=/path/to/mkdocs.yml
CONFIG ?= mkdocs.yml
SITE ?= site
BIN := .venv/bin

export DISTRICT_HOOK := $(CURDIR)/hooks/generated_files.py
export DISTRICT_MEMBERS_HOOK := $(CURDIR)/hooks/member_site.py
export DISTRICT_OVERRIDES := $(CURDIR)/overrides
export PYTHONPATH := $(CURDIR)/hooks
# Compiling the program takes longer than finding that nothing has changed.
unexport PYTHONDONTWRITEBYTECODE
# Silence Material's notice about MkDocs 2. pyproject.toml requires MkDocs below 2.
export NO_MKDOCS_2_WARNING := 1

# What a workflow makes never links to its own machine. Publishing sets the address that GitHub Pages gives.
ifdef GITHUB_REPOSITORY
site content check changes from-issue draft links-out: export SITE_URL ?= https://$(subst /,.github.io/,$(GITHUB_REPOSITORY))/
endif

# Pages link to the member pages if there are any: if their files or their passphrases are here.
site serve: export LOCKED_PAGES ?= $(if $(wildcard .medlem)$(MEMBERS_PASSPHRASES),ja)

.PHONY: site members leaks leaktest serve content check types code test own-site judge bench links links-out workflows changes answer from-issue draft browser new-district upgrade requirements clean

# Builds nothing if nothing has changed; keeps the files of the last build that would be the same.
site: .venv/site
	$(BIN)/python -m district build $(SITE) $(CONFIG)
	@echo "Titta på den med make serve: som fil går den inte att öppna, för länkarna leder till mappar."

# Build the member pages outside the site and seal them into it; none of them stays in plain text.
# MEMBERS=proxy leaves them unencrypted in site-members/, for a host with its own login.
MEMBERS ?= sealed
# The members' files may be a separate repository, checked out into .medlem.
MEMBERS_CONFIG ?= $(if $(wildcard .medlem),.medlem/)mkdocs.members.yml
export MEMBERS
members: .venv/site
ifeq ($(MEMBERS),proxy)
	$(BIN)/mkdocs build --quiet --strict --config-file $(MEMBERS_CONFIG) --site-dir $(abspath site-members)
else
	sh scripts/seal-members $(MEMBERS_CONFIG) $(SITE)
endif

# Before publishing: search the built site for members' texts. leaktest tests the search first.
leaks: .venv/site
	$(BIN)/python -m district leaks --config $(MEMBERS_CONFIG) $(SITE)

leaktest: .venv/test
	$(BIN)/pytest tests/members/test_leaks.py
	$(MAKE) leaks

serve: .venv/site
	$(BIN)/mkdocs serve --config-file $(CONFIG)

# Check the district's files.
content: .venv/site
	$(BIN)/python -m district check $(CONFIG)
	[ ! -f $(MEMBERS_CONFIG) ] || $(BIN)/python -m district check $(MEMBERS_CONFIG)

# Check the district's files and the code. The parts may run at the same time (make -j).
check: content code types workflows

types: .venv/test
	$(BIN)/mypy

code: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/python -m district kinds >/dev/null

# Check the workflows and the issue forms, without network access.
workflows: .venv/test
	$(BIN)/actionlint
	$(BIN)/zizmor --quiet --offline --persona pedantic .github
	$(BIN)/check-jsonschema -qq --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema -qq --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema -qq --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/check-jsonschema -qq --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))

# Check the links within the built site, fragments included. links-out requests other hosts and is no part of publishing.
links: .venv/site
	$(BIN)/python tests/support/links.py $(SITE)

links-out: .venv/site
	$(BIN)/python tests/support/links.py --out $(SITE) > links.md

# Print what changes for readers since the commit BASE; with REVIEW, write into that folder what the answer is made of.
changes: .venv/site
	sh scripts/changes

# Answer the proposal that the run RUN of check.yml checked, through `gh`.
answer: .venv/site
	sh scripts/answer

# Convert the issue form in the file GITHUB_EVENT_PATH to a proposal in proposal/.
from-issue: .venv/site
	sh scripts/from-issue proposal

# Write the draft of WHAT (nyhetsbrev or verksamhetsberättelse) to proposal/.
draft: .venv/site
	sh scripts/draft proposal

# Check, build and follow every link of the district's own data, then test the program on made-up districts.
# The site is built aside, so that site/ stays as `make site` left it, with its address.
test: .venv/test browser
	$(MAKE) -j2 types content code workflows own-site
	$(BIN)/pytest -n 2 --dist worksteal

own-site: .venv/test
	rm -rf .site-test
	SITE_URL=https://example.org/ $(BIN)/mkdocs build --quiet --strict --config-file $(CONFIG) --site-dir $(CURDIR)/.site-test
	$(BIN)/python tests/support/links.py .site-test
	rm -rf .site-test

# Examine every page of the made-up districts with axe-core, in every look. `make test` takes one page of each kind.
judge: .venv/test browser
	EVERY_PAGE=1 $(BIN)/pytest -n 2 --dist worksteal tests/browser/test_every_page.py

# Compare build times with those of plain MkDocs. BENCH=--quick takes a minute.
bench: .venv/test
	$(BIN)/python tests/bench $(BENCH)

browser: .venv/test
	sh scripts/browser

# An environment that was made in another folder, or with another Python, does not work.
$(shell sh scripts/venv --forget "$(PYTHON)")
.venv/bin/python:
	sh scripts/venv "$(PYTHON)"
	echo $(CURDIR)/hooks > $$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/district.pth

# Only feedgen has no wheel. It is built with the pinned setuptools: pip would fetch the latest.
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:
.venv/site: .venv/bin/python requirements-build.txt requirements.txt
	$(PIP) -r requirements-build.txt
	$(PIP) --no-binary feedgen --no-build-isolation -r requirements.txt
	touch $@

.venv/test: .venv/site requirements-test.txt
	$(PIP) --no-binary feedgen --no-build-isolation -r requirements-test.txt
	touch $@

# Empty a copy of this repository for another association: make new-district NAME="Trädgårdsföreningen Rosen" ID=rosen
new-district: .venv/site
	$(BIN)/python -m district new-district "$$NAME" --id "$$ID"

# Merge a newer version of the program, and keep data/ and docs/ as they are. `original` is a remote of git.
FROM ?= original
VERSION ?= main
upgrade:
	sh scripts/upgrade "$(FROM)" "$(VERSION)"

# Upgrade and pin all dependencies, for Python 3.11 and later on every platform.
UV := .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11
requirements: .venv/bin/python
	$(BIN)/pip install --quiet uv
	$(UV) --upgrade --extra test pyproject.toml -o requirements-test.txt
	$(UV) --constraint requirements-test.txt pyproject.toml -o requirements.txt
	echo setuptools | $(UV) --upgrade - -o requirements-build.txt

clean:
	rm -rf .venv .cache site site-members proposal links.md artifact.tar
