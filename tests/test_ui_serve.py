"""Starting the screens: bound to this machine, telling nobody, and without importing Streamlit to say so."""

import subprocess
import sys
import tomllib
from pathlib import Path

from ui.pages.guard import policy
from ui.serve import command, environment


def test_the_command_binds_to_this_machine_and_reports_to_nobody():
    argv = command(Path("/x/y"), 8123, True)
    assert argv[0] == sys.executable
    assert {"--server.address=127.0.0.1", "--server.port=8123", "--server.headless=true"} <= set(argv)
    assert {"--browser.gatherUsageStats=false", "--server.enableAgentApi=false"} <= set(argv)
    assert "--server.headless=false" in command(Path("/x"), 1, False)
    assert environment(Path("/x/y"))["CHIDAO_HOME"] == "/x/y"
    assert Path(argv[argv.index("run") + 1]).name == "app.py"


def test_saying_how_to_start_imports_no_streamlit():
    code = "import sys, ui.serve; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_policy_allows_this_host_only():
    rules = dict(rule.split(" ", 1) for rule in policy().split("; "))
    assert rules["default-src"] == rules["connect-src"] == "'self'"
    assert rules["script-src"].startswith("'self' 'sha256-")
    assert "unsafe" not in rules["script-src"]
    assert "http" not in policy()


def test_the_package_lists_what_the_screens_read():
    """Every file that is read at run time is in the wheel."""
    root = Path(__file__).parents[1]
    table = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    held = {path for pattern in table["package-data"]["ui"] for path in (root / "ui").glob(pattern)}
    for path in (root / "ui").rglob("*"):
        if path.suffix == ".py":
            assert ".".join(path.relative_to(root).parent.parts) in table["packages"], path
        elif path.is_file() and "__pycache__" not in path.parts and path.name != "py.typed":
            assert path in held, path
