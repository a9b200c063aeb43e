"""The door for a web server. Refuses to open when the house is not safe."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ketenwerk.web.settings")
application = get_wsgi_application()

from ketenwerk.web.startup import check_before_serving  # noqa: E402 - needs the settings

check_before_serving()

from django.db import connection  # noqa: E402

connection.close()  # workers are forked from here; each opens its own

# What was loaded stays for good: the collector passes it by, and the workers go on sharing it.
gc.collect()
gc.freeze()
