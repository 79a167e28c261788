"""kill -9 in the middle of a bulk ingest: see :mod:`tests.killing`, of which this is the short run."""

from tests.killing import kill_and_compare


def test_a_bulk_ingest_killed_at_random_moments_loses_and_doubles_nothing(tmp_path):
    seen = kill_and_compare(tmp_path, documents=129, kills=8, longest=3.0, seed=3)
    assert seen.kills - seen.ended >= 4, "else too few runs were cut short"
