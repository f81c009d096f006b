"""What lies in deploy/: the container, two replicas behind nginx and the service of systemd, as far as can be read."""

import configparser
import fnmatch
import re
import shutil
import subprocess

import pytest
import yaml

from tests.support.dockerfile import copies, read
from tests.support.paths import PROJECT
from ui.server.limits import LIMITS, MEGABYTE

DEPLOY = PROJECT / "deploy"
STAGES = read((DEPLOY / "Dockerfile").read_text())
LAST = {instruction.word: instruction for instruction in STAGES[-1]}
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
NGINX = (DEPLOY / "nginx.conf").read_text()


def seconds(text):
    return float(re.fullmatch(r"(\d+)s", text)[1])


def test_every_base_is_named_with_its_version():
    for stage in STAGES:
        image = stage[0].words[0]
        assert re.search(r":.+", image) and not image.endswith(":latest"), image


def test_what_is_built_and_what_runs_have_the_same_python():
    assert STAGES[0][0].words[0].startswith("python:3.11-") and STAGES[0][0].words[0].endswith("-bookworm")
    assert "debian12" in STAGES[-1][0].words[0]  # whose Python is 3.11


def test_the_container_runs_as_nobody():
    user = LAST["USER"].text.split(":")[0]
    assert user.isdigit() and int(user) > 1000


@pytest.mark.parametrize("word", ["ENTRYPOINT", "HEALTHCHECK"])
def test_nothing_that_runs_needs_a_shell(word):
    text = LAST[word].text.removeprefix("CMD ")
    assert text.startswith("["), text
    assert not [one for one in STAGES[-1] if one.word == "RUN"]  # the base of the last stage has no shell


def test_its_health_is_asked_where_the_app_tells_it():
    assert "127.0.0.1:7860/healthz" in LAST["HEALTHCHECK"].text
    assert "PORT=7860" in LAST["ENV"].words
    assert LAST["EXPOSE"].text == "7860"
    assert LAST["STOPSIGNAL"].text == "SIGTERM"


def test_pytorch_comes_without_cuda_unless_told():
    (argument,) = [one for one in STAGES[0] if one.word == "ARG"]
    assert argument.text == "TORCH_INDEX=https://download.pytorch.org/whl/cpu"
    assert any("${TORCH_INDEX}" in one.text for one in STAGES[0] if one.word == "RUN")


def test_every_file_that_it_copies_is_in_the_tree():
    sources = [source for source, _ in copies(STAGES)]
    assert len(sources) > 5
    assert not [source for source in sources if not (PROJECT / source).exists()]


def test_every_file_that_it_copies_reaches_the_build_and_nothing_else():
    lines = [line for line in (DEPLOY / "Dockerfile.dockerignore").read_text().split("\n") if line and line[0] != "#"]
    assert lines[0] == "*"
    assert {line[1:] for line in lines if line.startswith("!")} == {source for source, _ in copies(STAGES)}
    left_out = [line for line in lines[1:] if not line.startswith("!")]
    assert any(fnmatch.fnmatch("ui/x/__pycache__", pattern) for pattern in left_out)


def test_compose_names_what_is_there():
    app, web = COMPOSE["services"]["inkspace"], COMPOSE["services"]["web"]
    assert (DEPLOY / app["build"]["context"]).resolve() == PROJECT
    assert (PROJECT / app["build"]["dockerfile"]).is_file()
    (volume,) = web["volumes"]
    source, _, mode = volume.split(":")
    assert (DEPLOY / source).is_file() and mode == "ro"
    assert app["deploy"]["replicas"] == 2


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_no_service_can_write_or_gain_rights(name):
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert ":" in service["image"] or "build" in service


def test_the_proxy_is_trusted_and_nobody_beyond_its_network():
    network = COMPOSE["networks"]["default"]["ipam"]["config"][0]["subnet"]
    assert COMPOSE["services"]["inkspace"]["environment"]["TRUSTED_PROXIES"] == network


def test_who_stops_the_app_waits_longer_than_it_takes_to_end():
    assert seconds(COMPOSE["services"]["inkspace"]["stop_grace_period"]) > LIMITS.drain_time
    assert float(unit()["Service"]["TimeoutStopSec"]) > LIMITS.drain_time


def test_nginx_takes_what_the_app_takes():
    assert int(re.search(r"client_max_body_size (\d+)m;", NGINX)[1]) * MEGABYTE == LIMITS.body
    assert float(re.search(r"client_header_timeout (\d+)s;", NGINX)[1]) == LIMITS.headers_time
    assert float(re.search(r"client_body_timeout (\d+)s;", NGINX)[1]) == LIMITS.body_time


def test_nginx_passes_to_the_service_that_compose_names_and_listens_where_compose_says():
    assert set(re.findall(r"server (\w+):7860", NGINX)) == {"inkspace"} < set(COMPOSE["services"])
    port = re.search(r"listen (\d+);", NGINX)[1]
    assert COMPOSE["services"]["web"]["ports"] == [f"8080:{port}"]


def unit():
    """The unit of systemd; of options that stand in several lines, the last."""
    parser = configparser.ConfigParser(strict=False, interpolation=None, delimiters="=")
    parser.optionxform = str
    parser.read(DEPLOY / "inkspace.service")
    return parser


def test_the_service_has_room_for_as_many_connections_as_the_app_takes():
    assert int(unit()["Service"]["LimitNOFILE"]) > LIMITS.connections


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_understands_every_line_of_the_service(tmp_path):
    text = (DEPLOY / "inkspace.service").read_text()
    service = tmp_path / "inkspace.service"
    service.write_text(re.sub(r"^ExecStart=.*$", "ExecStart=/bin/true", text, flags=re.M))  # the app is not in /opt
    command = ["systemd-analyze", "verify", "--man=no", str(service)]
    said = subprocess.run(command, check=False, capture_output=True, text=True).stderr
    assert str(service) not in said and service.name not in said, said
