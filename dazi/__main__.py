"""`python -m dazi` is `dazi`."""

from dazi.cli import main

if __name__ == "__main__":
    main()
