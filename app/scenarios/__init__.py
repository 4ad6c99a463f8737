"""The scenarios: stored links, each with a title, a story, and claims that are checked."""
