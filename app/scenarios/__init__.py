"""The scenarios: stored links, each with a title, a story, and claims that are checked.

A new one is one more TOML file here, in the words of `expectation.py`; `python -m tests.web.test_links` then
stores its numbers. Nothing else names it: the front page and the tests find it.
"""
