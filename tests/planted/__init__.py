"""A planted cascade: invented directives over real communes, with everything that is true of them written down.

One central conclusion of an impossible number (9999), three cities, all their communes from the registry, a year of monthly
resolutions. Everything is invented but the names of places; each file says that it is a test without legal force.

    python -m planted OUT [--seed N] [--communes N] [--months N]        # from tests/
"""
