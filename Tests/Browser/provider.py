"""Canaille, a real OpenID Connect provider (PyPI), with a few people in its memory: `python provider.py PORT REDIRECT-URI`."""

import subprocess
import sys
import time
import urllib.request

from joserfc.jwk import ECKey, RSAKey

PASSWORD = "correct horse battery"
SECRET = "a secret + with / signs"
# How the provider signs for each of the services that are registered there; the last is as careless as some are.
CLIENTS = {"roundtable": "RS256", "roundtable-curve": "ES256", "roundtable-unsigned": "none"}
PEOPLE = {
    "ines": ("Ines Example", "Ines@Example.org"),
    "nadia": ("Nadia Nobody", "nadia@example.org"),
    "late": ("Late Comer", "late@example.org"),
}


class Provider:
    """Runs in a process of its own, and can be stopped and started like a real one that fails; each start makes new keys."""

    def __init__(self, port, back):
        self.url = f"http://127.0.0.1:{port}"
        self._command = [sys.executable, __file__, str(port), back]
        self.start()

    def start(self):
        self.process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 40
        while time.monotonic() < end:
            assert self.process.poll() is None, "the provider ended"
            try:
                with urllib.request.urlopen(f"{self.url}/.well-known/openid-configuration", timeout=5):
                    return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("the provider is not ready after 40 s")

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


def serve(port, back):
    from canaille import create_app
    from canaille.app import models
    from canaille.backends import Backend
    from werkzeug.serving import make_server

    keys = [RSAKey.generate_key(2048, private=True), ECKey.generate_key("P-256", private=True)]
    app = create_app({
        "SECRET_KEY": "for this test only, in memory only", "SERVER_NAME": f"127.0.0.1:{port}",
        "PREFERRED_URL_SCHEME": "http",
        "CANAILLE": {"DATABASE": "memory", "JAVASCRIPT": False, "SMTP": None, "LOGGING": None},
        # Nobody is trusted: the person is asked whether Roundtable may know.
        "CANAILLE_OIDC": {"ACTIVE_JWKS": [key.as_dict(private=True) for key in keys], "TRUSTED_DOMAINS": []},
    })
    with app.app_context(), Backend.instance.session():
        for name, (full, email) in PEOPLE.items():
            Backend.instance.save(models.User(
                user_name=name, formatted_name=full, family_name=full.split()[1], emails=[email], password=PASSWORD))
        for name, algorithm in CLIENTS.items():
            client = models.Client(
                client_id=name, client_secret=SECRET, client_name="Roundtable", client_uri="https://roundtable.example",
                redirect_uris=[back], grant_types=["authorization_code"], response_types=["code"], scope=["openid", "email"],
                token_endpoint_auth_method="client_secret_basic", id_token_signed_response_alg=algorithm)
            Backend.instance.save(client)
            client.audience = [client]
            Backend.instance.save(client)
    make_server("127.0.0.1", port, app, threaded=True).serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2])
