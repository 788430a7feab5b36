"""What words mean: TSV files, their readers and their checks. Knows records only."""
