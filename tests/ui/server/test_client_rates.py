"""How often one client may ask."""

from ui.server.client_rates import ClientRates


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def rates(**options):
    clock = Clock()
    return ClientRates(**{"rate": 2, "burst": 3, "remembered": 10, **options}, clock=clock), clock


def test_a_burst_is_allowed_and_no_more():
    bucket, _ = rates()
    assert [bucket.allows("a") for _ in range(5)] == [True, True, True, False, False]


def test_over_time_the_rate_is_allowed():
    bucket, clock = rates()
    allowed = 0
    for step in range(1000):
        clock.now = step / 100
        allowed += bucket.allows("a")
    assert allowed == 3 + 2 * 9.99 // 1


def test_what_is_refused_costs_nothing():
    bucket, clock = rates()
    for _ in range(100):
        bucket.allows("a")
    clock.now = 0.5
    assert bucket.allows("a")


def test_clients_do_not_share():
    bucket, _ = rates(burst=1)
    assert bucket.allows("a") and bucket.allows("b") and not bucket.allows("a")


def test_of_many_clients_the_last_are_remembered():
    bucket, _ = rates(burst=1)
    for client in range(1000):
        bucket.allows(client)
    assert len(bucket.buckets) == 10
    assert not bucket.allows(999)
