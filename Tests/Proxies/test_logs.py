"""What the three files let the proxies write down."""

import re
import time

from proxies import ROOT

SECRET = "zz0secret0zz"


def doors():
    """Every address of the product in which a secret stands, with one in it; new ones are taken from the table of routes."""
    rows = [line.split() for line in (ROOT / "docs/routes.txt").read_text().splitlines()]
    paths = {path for _, path, *_ in rows if ":token" in path and not path.startswith("/account/tokens/")}
    return sorted(re.sub(r":[a-z]+", "0190f3a0-0000-7000-8000-000000000000", path.replace(":token", SECRET)) for path in paths)


def test_no_log_keeps_what_opens_a_door_nor_where_somebody_came_from(proxy):
    assert any(path.startswith("/i/") for path in doors()) and any("/projector/" in path for path in doors())
    for path in doors():
        for base in (None, f"http://localhost:{proxy.plain_port}"):
            proxy.curl(f"{path}?key={SECRET}", "-o", "/dev/null", "--max-time", "3", "-H", f"Referer: https://localhost/i/{SECRET}", "-H",
                       f"Authorization: Bearer {SECRET}", "-H", f"Cookie: roundtable_account={SECRET}", base=base, check=False)
    proxy.curl("/help", "-o", "/dev/null")
    # Also while nothing answers behind the proxy: then it is the proxy that complains.
    proxy.world.server.terminate()
    proxy.world.server.wait(15)
    for path in doors():
        proxy.curl(path, "-o", "/dev/null", "--max-time", "10", "-H", f"Referer: https://localhost/i/{SECRET}", check=False)
    proxy.world.start()
    end = time.monotonic() + 20
    while proxy.head("/readyz")[0] != 200 and time.monotonic() < end:
        time.sleep(0.2)
    written = proxy.logs()
    assert "/help" in written, "the proxy logs nothing at all, so this test would see nothing"
    found = [line for line in written.splitlines() if SECRET in line]
    assert not found, found[:3]
