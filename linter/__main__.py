"""``python -m linter`` is ``affilint``."""

from linter.cli import main

if __name__ == "__main__":
    main()
