"""The entry point: run a command; whatever goes wrong ends in clear words and an exit code, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import NoReturn

from proxeny.errors import ProxenyError, Unavailable, Where

_INTERRUPTED = 130  # what typer makes of Ctrl-C


def main() -> None:
    """Run ``proxeny``. Exit codes: 0 done, 1 the input or the register has faults, 2 wrong usage, 130 interrupted."""
    try:
        from proxeny.cli.app import app

        _load_commands()
        app.callback()(_begin)
        app()
    except ProxenyError as error:
        _tell(error)
    except KeyboardInterrupt:
        _stop()
    except SystemExit as end:
        if end.code == _INTERRUPTED:
            _stop()
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        _tell(_said_by_system(error))


def _stop() -> NoReturn:
    sys.stderr.write("\nStopped. What was not finished was not stored.\n")
    sys.exit(_INTERRUPTED)


def _load_commands() -> None:
    """Import every file of commands: adding a command is adding a file to ``cli/commands``."""
    package = import_module("proxeny.cli.commands")
    for module in iter_modules(package.__path__):
        import_module(f"proxeny.cli.commands.{module.name}")


def _begin() -> None:
    """Before a command runs, but for its help: faults and sentences are said in ``PROXENY_LANGUAGE``: en, tr or fa."""
    if "--help" in sys.argv:
        return
    from django.utils import translation

    from proxeny.starting import start  # Django takes longer than all of the help

    start()

    wanted = os.environ.get("PROXENY_LANGUAGE", "en")
    translation.activate(wanted if wanted in {"en", "tr", "fa"} else "en")


def _tell(error: ProxenyError) -> NoReturn:
    """Faults as words on standard error, and where JSON was asked for, as JSON on standard output too."""
    from proxeny.cli.show import explain, show_faults, show_json

    show_faults(error.faults, error.total)
    if "--json" in sys.argv:
        show_json({"errors": error.total, "faults": [explain(fault) for fault in error.faults]})
    sys.exit(1)


def _said_by_system(error: OSError) -> ProxenyError:
    reason = error.strerror or str(error)
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Unavailable.of("disk-full", detail=reason)
    return Unavailable.of("system-refused", Where(file=str(error.filename or "")), reason=reason)


if __name__ == "__main__":
    main()
