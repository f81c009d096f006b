"""Two of the app behind a proxy that gives each request to the next: ours of a few lines, and nginx where it is."""

import re

import pytest
from gradio_client import Client

from tests.support import nginx
from tests.support.api_calls import CALLS, RIGHT, all_are_right, run
from tests.support.round_robin import round_robin
from tests.support.running_app import free_port, get, post

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
needs_nginx = pytest.mark.skipif(not nginx.HERE, reason="nginx is not installed")


@pytest.fixture(scope="module")
def in_turn(replicas):
    with round_robin([one.port for one in replicas]) as proxy:
        yield proxy.url


@pytest.fixture
def behind_nginx(replicas, as_nobody):
    with nginx.nginx([one.port for one in replicas], before=as_nobody) as url:
        yield url


def answered(replica, name):
    """How often a replica has answered an endpoint, as it says itself."""
    figures = get(f"{replica.url}/metrics")[1].decode()
    return sum(float(number) for number in re.findall(rf'inkspace_answers_total{{kind="/{name}".*}} (\S+)', figures))


def called(url, name):
    """(status, text) of a result that is asked for after the call, as Gradio's older clients do."""
    event = post(f"{url}/gradio_api/call/{name}", {"data": CALLS[name]})[1]["event_id"]
    status, text = get(f"{url}/gradio_api/call/{name}/{event}")
    return status, text.decode()


@pytest.mark.parametrize("proxy", ["in_turn", pytest.param("behind_nginx", marks=needs_nginx)])
def test_each_call_goes_to_the_next_replica_and_is_answered(proxy, replicas, request):
    url = request.getfixturevalue(proxy)
    before = [answered(one, "reconstruct") for one in replicas]
    for _ in range(6):
        assert RIGHT["reconstruct"](run(url, "reconstruct"))
    assert [answered(one, "reconstruct") - was for one, was in zip(replicas, before, strict=True)] == [3, 3]
    assert all_are_right(url)
    assert all_are_right(url)  # and each by the other replica


def test_both_replicas_give_the_same_answers(replicas):
    for name in CALLS:
        first, second = (run(one.url, name) for one in replicas)
        assert first == second, name


def test_a_result_that_is_fetched_later_waits_in_one_replica_alone(in_turn):
    status, text = called(in_turn, "sample_digits")
    assert status == 404 and "another replica's" in text  # docs/scaling.md says so


@needs_nginx
def test_behind_nginx_such_results_are_asked_of_the_replica_that_has_them(behind_nginx):
    for name in CALLS:
        status, text = called(behind_nginx, name)
        assert status == 200 and "event: complete" in text, text


@needs_nginx
def test_behind_nginx_gradios_client_calls_every_endpoint(behind_nginx):
    client = Client(behind_nginx, verbose=False)
    for name, data in CALLS.items():
        assert RIGHT[name](client.predict(*data, api_name=f"/{name}")), name


@needs_nginx
def test_nginx_shows_the_figures_to_nobody(behind_nginx):
    assert get(f"{behind_nginx}/metrics")[0] == 404
    assert get(f"{behind_nginx}/healthz")[0] == 200


@needs_nginx
def test_a_replica_that_is_gone_is_not_noticed(replicas, as_nobody):
    with nginx.nginx([replicas[0].port, free_port()], before=as_nobody) as url:
        assert all_are_right(url)
        assert all_are_right(url)


def test_of_all_this_no_replica_has_logged_a_fault(replicas):
    assert not [one.said for one in replicas if "Traceback" in one.said or "ERROR" in one.said]
