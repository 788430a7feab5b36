"""Document to facts: what is said in the text, one annotator a file."""
