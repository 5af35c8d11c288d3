import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crossmentor.settings")
application = get_wsgi_application()

from spaces import selfcheck, startup  # noqa: E402
from writing import bringing  # noqa: E402

startup.check()
bringing.refuse_waiting()
selfcheck.keep_checking()

# What is loaded by now stays: looking through it again and again for what can go took a
# third of the time of a large page.
gc.collect()
gc.freeze()
