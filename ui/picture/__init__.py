"""The picture of a chain: which cards are shown, where they stand, and the element that draws them in the browser.

``trace`` → ``scene`` (what is shown) → ``layout`` (where) → ``network`` (pyvis, then a whitelisted payload) →
``element`` (the only module here that knows Streamlit).
"""
