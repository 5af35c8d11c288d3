import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crossmentor.settings")
application = get_wsgi_application()

from spaces.startup import refuse_powerful_role  # noqa: E402

refuse_powerful_role()
