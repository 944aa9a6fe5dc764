"""Its being here lets the tests in every folder below import ``builders``."""
