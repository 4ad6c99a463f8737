# Each target alone suffices on a fresh machine with Python 3.11+, make and (better) Node with npm.
.PHONY: help run test check bench fuzz sbom lock clean
export ARGS

help:  ## this list
	@sed -n 's/^\([a-z]*\):  ## /  make \1\t/p' Makefile

run:  ## set up and serve on http://127.0.0.1:8000 (HOST, PORT)
	@exec scripts/run.sh

test:  ## set up and run every test (ARGS="-k huber" goes to pytest)
	@exec scripts/test.sh

check:  ## format, lint, types, import contracts, known vulnerabilities, bill of materials
	@exec scripts/check.sh

bench:  ## measure speed (ARGS="routes load" names tables)
	@exec scripts/bench.sh

fuzz:  ## send thousands of cases to every route (ARGS="500 figure": as many, to routes named so)
	@exec scripts/fuzz.sh

sbom:  ## write the bill of materials of both locks (build/losscope.cdx.json)
	@exec scripts/sbom.sh

lock:  ## write the requirements files anew (ARGS=--upgrade)
	@exec scripts/lock.sh

clean:  ## remove all that the others made
	@rm -rf .venv .venv.lock node_modules node_modules.lock static/vendor static/vendor.new static/built static/built.new
	@rm -rf .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
