"""`python -m ser_app`: the command line."""

from ser_app.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
