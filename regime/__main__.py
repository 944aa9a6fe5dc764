"""``python -m regime`` is the command line."""

import sys

from regime.cli.entry import main

sys.exit(main())
