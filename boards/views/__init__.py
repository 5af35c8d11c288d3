"""Pages; `urls.py` calls them."""
