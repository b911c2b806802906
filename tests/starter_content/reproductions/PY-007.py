# Shows ModuleNotFoundError: a fresh virtual environment does not hold the package.
import subprocess
import sys
import venv
from pathlib import Path

venv.create("fresh", with_pip=False)
python = Path("fresh", "Scripts" if sys.platform == "win32" else "bin", "python")
sys.exit(subprocess.run([python, "-I", "-c", "import requests"]).returncode)
