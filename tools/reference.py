"""Write docs/reference from the product itself, so that it cannot be out of date.

    python tools/reference.py            writes the pages
    python tools/reference.py --check    says which pages are not what would be written, and fails if there are any

What no part of the product says of itself does not belong there, but into another folder of docs.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "reference"


def build_reference() -> dict[str, str]:
    """File name -> text of every page; importing the pages must find PROXENY_HOME set to a folder that may be used."""
    import reference_api
    import reference_data
    import reference_interface
    import reference_model

    pages = {
        "commands.md": reference_api.commands_page(),
        "python.md": reference_api.python_page(),
        "settings.md": reference_api.settings_page(ROOT),
        "mappings.md": reference_data.mappings_page(),
        "templates.md": reference_data.templates_page(),
        "vocabulary.md": reference_data.vocabulary_page(),
        "messages.md": reference_data.messages_page(),
        "indicators.md": reference_model.indicators_page(),
        "interface.md": reference_interface.interface_page(),
        "openapi.json": reference_interface.document_text(),
    }
    return {"README.md": _index(pages), **pages}


def _index(pages: dict[str, str]) -> str:
    about = "What there is, to look up. These pages are written by `tools/reference.py`; do not edit them."
    lines = ["# Reference", "", about, ""]
    for name, text in pages.items():
        if not name.endswith(".md"):
            continue
        title, about = text.splitlines()[0].removeprefix("# "), text.splitlines()[2]
        lines.append(f"- [{title}]({name}): {about[0].lower()}{about[1:]}")
    return "\n".join(lines) + "\n"


def stale_pages(pages: dict[str, str], folder: Path = FOLDER) -> list[str]:
    """What of ``folder`` is not as ``pages`` say: missing, different, or not among them."""
    here = {path.name: path.read_text(encoding="utf-8") for path in _written(folder)}
    wrong = [f"{name}: missing" for name in pages if name not in here]
    wrong += [f"{name}: out of date" for name, text in pages.items() if here.get(name, text) != text]
    return [*wrong, *(f"{name}: nothing writes it" for name in here if name not in pages)]


def _written(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*.md"), *folder.glob("*.json")])


def write_pages(pages: dict[str, str], folder: Path = FOLDER) -> None:
    """Write every page, and remove those that nothing writes any more."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in _written(folder):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


def main() -> int:
    """Write the pages, or check them."""
    sys.path.insert(0, str(ROOT / "src"))
    with tempfile.TemporaryDirectory() as home:  # importing the commands must not touch anybody's register
        os.environ["PROXENY_HOME"] = home
        pages = build_reference()
    if "--check" not in sys.argv[1:]:
        write_pages(pages)
        return 0
    wrong = stale_pages(pages)
    print("\n".join(wrong) or "the reference is up to date")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
