"""``python -m regime`` is the command line."""

import sys

from regime.cli import main

sys.exit(main())
