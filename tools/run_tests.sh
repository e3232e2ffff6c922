#!/usr/bin/env bash
# Run every test: the register, the pages and the evidence on PostgreSQL where there is one, then the whole suite on SQLite.
set -euo pipefail
cd "$(dirname "$0")/.."

python=.venv/bin/python
unset PROXENY_HOME PROXENY_DATABASE_URL PYTEST_ADDOPTS

if [[ -n ${PROXENY_TEST_POSTGRES_URL:-} ]]; then
    echo "== the register, the pages and the evidence on PostgreSQL"
    PROXENY_TEST_DATABASE=postgresql "$python" -m pytest -q -n 2 -m "not sqlite_only" tests/register tests/web \
        tests/evidence/test_register.py tests/evidence/test_coding_browser.py
    echo "== everything, on SQLite"
fi
"$python" -m pytest -q -n 2 --dist worksteal --durations=25
