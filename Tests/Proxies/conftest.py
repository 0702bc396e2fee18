"""ROUNDTABLE_TEST_PROXIES=nginx,haproxy,caddy chooses; ROUNDTABLE_COMMAND names another binary than the debug build's."""

import os

import pytest

from proxies import Proxy

NAMES = [name.strip() for name in os.environ.get("ROUNDTABLE_TEST_PROXIES", "nginx,haproxy,caddy").split(",") if name.strip()]


@pytest.fixture(scope="session", params=NAMES)
def proxy(request, tmp_path_factory):
    proxy = Proxy(request.param, tmp_path_factory.mktemp(request.param))
    yield proxy
    if request.session.testsfailed:
        print(f"\n{proxy.name} said:\n{proxy.said()[-3000:]}")
    proxy.stop()
