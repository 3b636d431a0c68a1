"""`python -m annotate.cli` is the command `annotate`."""

import sys

from annotate.cli import main

if __name__ == "__main__":
    sys.exit(main())
