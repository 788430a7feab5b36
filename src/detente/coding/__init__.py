"""Facts to records: what it amounts to in an ontology."""
