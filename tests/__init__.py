"""The tests. Hundreds of them start processes of affilint: compiled once, however the environment is set."""

import os
import sys

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
