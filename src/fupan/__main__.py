"""``python -m fupan``: the same as ``fupan``."""

from fupan.cli.main import run

if __name__ == "__main__":
    run()
