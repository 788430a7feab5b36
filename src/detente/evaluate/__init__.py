"""How far what is coded agrees with what people coded: pure functions over rows, in the form of the codebook."""
