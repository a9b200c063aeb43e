"""Loaded before Django's settings: tests have their own data folder, key and day.

Property tests try the same examples every time, so that a change is judged on itself. To search
with others: `make test ARGS="--hypothesis-profile=default"`.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings

settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.load_profile("house")

FOLDER = tempfile.mkdtemp(prefix="ketenwerk-test-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ.update(
    KETENWERK_VAR=FOLDER,
    KETENWERK_DEMO="0",
    KETENWERK_HTTPS="0",
    KETENWERK_TODAY="2021-11-23",
    KETENWERK_SECRET_KEY="tests-only-" + "x" * 40,
    KETENWERK_DATABASE_URL="postgresql://ketenwerk_app@localhost/ketenwerk_test",
)
for name in ("KETENWERK_OWNER_URL", "KETENWERK_KEY_FILE", "KETENWERK_CONNECT_AS"):
    os.environ.pop(name, None)
Path(FOLDER, "static").mkdir()
KEY = Path(FOLDER, "keys", "root.key")
KEY.parent.mkdir()
KEY.write_text("7" * 64, "ascii")
