"""What people touch: the command line, the use cases, the screens."""
