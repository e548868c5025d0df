"""Where Chromium is: the system's, or None for the one that `playwright install chromium` has brought."""

import shutil

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
