"""Its being here lets the tests import ``broken_prisons``."""
