"""The API against its own description: every route, as facilitator, participant and guest.

schemathesis makes requests from docs/openapi.json (as the running server gives it), good and bad ones, alone and one after another,
and holds the answers against it: no error of the server, no status, type or body that the description does not tell of.

Bounded and seeded: a minute and a half in all. ROUNDTABLE_SCHEMATHESIS=60 makes sixty times as many requests, with a seed of
ROUNDTABLE_SCHEMATHESIS_SEED.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Browser"))
from world import World  # noqa: E402

FACTOR = int(os.environ.get("ROUNDTABLE_SCHEMATHESIS", "1"))
SEED = os.environ.get("ROUNDTABLE_SCHEMATHESIS_SEED", "20261121")
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# Which lists hold the ids of which parameter.
LISTS = {
    "issue": "issues", "round": "rounds", "aspect": "aspects", "case": "cases", "participant": "participants",
    "plan": "group-plans", "group": "groups", "sheet": "sheets", "statement": "outline", "question": "questions",
    "step": "steps", "comment": "guide/comments", "version": "guide/versions", "act": "merges",
}


def ids(value):
    """All ids in an answer of the API, by the field that holds them."""
    found = {}

    def walk(value, name):
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, key)
        elif isinstance(value, list):
            for inner in value:
                walk(inner, name.removesuffix("s"))
        elif isinstance(value, str) and len(value) == 36 and value.count("-") == 4:
            found.setdefault(name, []).append(value)

    walk(value, "")
    return found


def known(world):
    """Ids by parameter, as the facilitator sees them."""
    result = {"event": [world.event], "language": ["en", "fr"], "country": ["HR", "KZ"]}

    def take(name, values):
        result[name] = list(dict.fromkeys(result.get(name, []) + values))[:6]

    for name, path in LISTS.items():
        for field, values in ids(world.facilitator.of_event("GET", path)).items():
            take(name if field == "id" else field, values)
    guide = ids(world.facilitator.of_event("GET", "guide"))
    take("section", guide.get("section", []) + guide.get("id", []))
    for sheet in result.get("sheet", [])[:2]:
        for field, values in ids(world.facilitator.of_event("GET", f"sheets/{sheet}")).items():
            take(field, values)
    for name, path in {"programme": "programmes", "person": "people?limit=5", "organisation": "organisations?limit=5"}.items():
        take(name, [one["id"] for one in world.facilitator.call("GET", f"/api/v1/{path}")["items"]])
    take("other", result.get("aspect", []))
    result["item"] = [f"issue:{one}" for one in result["issue"]] + [f"case:{one}" for one in result.get("case", [])]
    result["sector"] = [one["code"] for one in world.facilitator.call("GET", "/api/v1/sectors")["items"]]
    return result


@pytest.fixture
def world():
    world = World(until="guide", serve=["--api-limit", "0"])
    yield world
    world.stop()


@pytest.mark.parametrize("who", ["facilitator", "participant", "guest"])
def test_the_api_keeps_to_its_description(world, who, tmp_path):
    facts = tmp_path / "known.json"
    facts.write_text(json.dumps(known(world)))
    config = tmp_path / "schemathesis.toml"
    config.write_text(f'hooks = "{HERE / "hooks.py"}"\n')
    most = {"facilitator": 3, "participant": 2, "guest": 1}[who] * FACTOR
    seconds = {"facilitator": 40, "participant": 25, "guest": 10}[who] * FACTOR
    command = [
        sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run", f"{world.url}/api/v1/openapi.json",
        "--checks", CHECKS, "--max-examples", str(most), "--seed", SEED, "--max-time", str(seconds), "--no-color",
        "--generation-database", "none", "--suppress-health-check", "all", "--continue-on-failure", "--warnings", "off",
        "--request-timeout", "20",
    ]
    if who != "guest":
        command += ["--header", f"Authorization: Bearer {getattr(world, who).token}"]
    run = subprocess.run(
        command, env={**os.environ, "ROUNDTABLE_KNOWN_IDS": str(facts), "PYTHONPATH": str(HERE)}, cwd=tmp_path,
        capture_output=True, text=True, timeout=seconds * 3 + 60)
    print(run.stdout[-1_500:])
    assert run.returncode == 0, run.stdout[-12_000:] + run.stderr[-2_000:]
    assert world.server.poll() is None, world.said()[-4_000:]
