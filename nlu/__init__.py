"""Text → intent, language and values; and the pages that teach it."""
