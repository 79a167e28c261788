"""The themes of the bench, one module each."""
