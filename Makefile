# The two commands: `make site` builds the public site in site/, `make test` checks everything.

PYTHON ?= python3
# Another district: make site CONFIG=/its/mkdocs.yml
CONFIG ?= mkdocs.yml
SITE ?= site
BIN := .venv/bin

export DISTRICT_HOOK := $(CURDIR)/hooks/generated_files.py
export DISTRICT_MEMBERS_HOOK := $(CURDIR)/hooks/member_site.py
export DISTRICT_OVERRIDES := $(CURDIR)/overrides
export PYTHONPATH := $(CURDIR)/hooks
# Material's notice of its end of life and of MkDocs 2; see pyproject.toml, we stay below 2.
export NO_MKDOCS_2_WARNING := 1

.PHONY: site members leaktest serve check test bench links links-out workflows changes from-issue draft browser requirements clean

# Built beside the old site and put in its place when all of it is done.
# What a build would make the same stays there; all of it, if nothing has changed.
site: .venv/site
	rm -rf $(SITE).new
	DISTRICT_LAST=$(abspath $(SITE)) $(BIN)/mkdocs build --quiet --strict --config-file $(CONFIG) --site-dir $(abspath $(SITE).new)
	[ ! -d $(SITE).new ] || { rm -rf $(SITE) && mv $(SITE).new $(SITE); }
	@echo "Klart: öppna $(SITE)/index.html, eller kör make serve."

# The member pages, built outside the site and sealed into it; nobody's plain text stays behind.
# MEMBERS=proxy writes them open into site-members/, for a host that asks for a login of its own.
MEMBERS ?= sealed
# Where the members' files are a repository of their own, checked out into .medlem, all of it is about them.
MEMBERS_CONFIG ?= $(if $(wildcard .medlem),.medlem/)mkdocs.members.yml
export MEMBERS
members: .venv/site
	rm -rf .members
	$(BIN)/mkdocs build --quiet --strict --config-file $(MEMBERS_CONFIG) --site-dir $(abspath .members/site)
ifeq ($(MEMBERS),proxy)
	rm -rf site-members
	mv .members/site site-members
else
	$(BIN)/python -m district seal --config $(MEMBERS_CONFIG) .members/site $(SITE)/medlem || { rm -rf .members; exit 1; }
endif
	rm -rf .members

# Before publishing: are the seals tight, and is any word of the members' in the built site?
leaktest: .venv/test
	$(BIN)/pytest tests/members/test_leaks.py
	$(BIN)/python -m district leaks --config $(MEMBERS_CONFIG) $(SITE)

serve: .venv/site
	$(BIN)/mkdocs serve --config-file $(CONFIG)

# What volunteers wrote, then what programmers wrote.
check: .venv/test workflows
	$(BIN)/python -m district check $(CONFIG)
	[ ! -f $(MEMBERS_CONFIG) ] || $(BIN)/python -m district check $(MEMBERS_CONFIG)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The workflows and the forms, judged without asking anybody.
workflows: .venv/test
	$(BIN)/actionlint
	$(BIN)/zizmor --quiet --offline --persona pedantic .github
	$(BIN)/check-jsonschema -qq --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema -qq --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema -qq --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/check-jsonschema -qq --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))

# Every link of the built site leads to a page and a place on it. links-out asks other hosts: never when publishing.
links: .venv/site
	$(BIN)/python tests/support/links.py $(SITE)

links-out: .venv/site
	$(BIN)/python tests/support/links.py --out $(SITE) > links.md

# What changes for readers since BASE, a commit.
changes: .venv/site
	sh .ci/changes

# A filled in form, in the file that GitHub says, as the folder proposal/.
from-issue: .venv/site
	sh .ci/from-issue proposal

# WHAT=nyhetsbrev or verksamhetsberättelse, as the folder proposal/.
draft: .venv/site
	sh .ci/draft proposal

test: .venv/test browser check
	$(BIN)/pytest -n 2

# How long it takes, beside a plain MkDocs. BENCH=--quick does it in a minute.
bench: .venv/test
	$(BIN)/python tests/bench $(BENCH)

browser: .venv/test
	sh .ci/browser

.venv/bin/python:
	sh .ci/venv "$(PYTHON)"
	echo $(CURDIR)/hooks > $$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/district.pth

.venv/site: .venv/bin/python requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv/test: .venv/site requirements-test.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	touch $@

# Pins everything anew, for every Python from 3.11 and every machine.
UV := .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11
requirements:
	$(BIN)/pip install --quiet uv
	$(UV) --upgrade --extra test pyproject.toml -o requirements-test.txt
	$(UV) --constraint requirements-test.txt pyproject.toml -o requirements.txt

clean:
	rm -rf .venv site site.new site-members .members proposal links.md
