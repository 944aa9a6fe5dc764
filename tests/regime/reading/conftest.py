"""Its being here lets the tests in this folder import ``small_file``."""
