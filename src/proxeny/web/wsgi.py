"""The pages for a WSGI server (granian)."""

from __future__ import annotations

import gc
import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "proxeny.web.settings")
application = get_wsgi_application()
import_module("proxeny.web.urls")  # now, not at the first request
gc.collect()
gc.freeze()  # what was loaded stays; looking through all of it again and again took a tenth of the work on a page
gc.set_threshold(10_000, 20, 20)
