#!/usr/bin/env bash
# Install Proxeny, and everything locked for it, into the virtual environment DIR; make DIR where it does not work.
set -euo pipefail
cd "$(dirname "$0")/.."

dir=$1
python=$dir/bin/python
is_311='import sys; sys.exit(sys.version_info[:2] != (3, 11))'

works() { "$python" -c "$is_311" && "$python" -m pip --version; } >/dev/null 2>&1

find_python() {
    local candidate
    for candidate in "${PROXENY_PYTHON:-}" python3.11 python3 python; do
        if [[ -n $candidate ]] && "$candidate" -c "$is_311" >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
    done
    echo "Proxeny needs Python 3.11, and neither python3.11 nor python3 is one." >&2
    echo "Install it, or name it: PROXENY_PYTHON=/path/to/python3.11 make ..." >&2
    return 1
}

make_venv() {
    local base
    base=$(find_python)
    rm -rf "$dir"
    if ! "$base" -m venv "$dir"; then
        rm -rf "$dir"
        echo "$base cannot make a virtual environment. On Debian or Ubuntu: apt-get install python3.11-venv" >&2
        return 1
    fi
}

# Where packages come from is the machine's business: what pip was told is handed on to uv.
follow_pip() {
    local index
    index=${PIP_INDEX_URL:-$("$python" -m pip config get global.index-url 2>/dev/null || true)}
    if [[ -n $index && -z ${UV_DEFAULT_INDEX:-} ]]; then export UV_DEFAULT_INDEX=$index; fi
    if [[ -n ${PIP_CERT:-} && -z ${SSL_CERT_FILE:-} ]]; then export SSL_CERT_FILE=$PIP_CERT; fi
    export UV_SYSTEM_CERTS=true UV_NO_PROGRESS=true PIP_DISABLE_PIP_VERSION_CHECK=1
}

works || make_venv
follow_pip
"$python" -m pip install --quiet --require-hashes -r requirements-bootstrap.lock
uv_install=("$python" -m uv pip install --quiet --python "$python")
"${uv_install[@]}" --require-hashes -r requirements.lock
# The bundler runs on Node.js; a machine without one is lent one inside the virtual environment.
if ! "$python" -c 'import sys; sys.path[:0] = ["tools"]; import build_frontend; sys.exit(build_frontend.find_npm() is None)'; then
    "${uv_install[@]}" --require-hashes -r requirements-node.lock || echo "No Node.js could be had for this machine." >&2
fi
"${uv_install[@]}" --no-build-isolation --no-deps --reinstall-package proxeny --editable .
"$python" tools/build_frontend.py || true
