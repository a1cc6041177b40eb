"""Dazi 搭子: an AI companion account for a community's comment section."""

import os

__version__ = "0.1.0"

# Read when numpy is first imported. Our products take a millisecond or less: shared among threads, which wait for each
# other busily, one over 25,000 rows cost six times the CPU (docs/log.md, "Start and CPU won back").
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
