"""The API against its own description: every route, as facilitator, participant and guest.

schemathesis makes requests from docs/openapi.json (as the running server gives it), good and bad ones, alone and one after another,
and holds the answers against it: no error of the server, no status, type or body that the description does not tell of.

Bounded and seeded: a minute and a half in all. ROUNDTABLE_SCHEMATHESIS=60 makes sixty times as many requests, with a seed of
ROUNDTABLE_SCHEMATHESIS_SEED.
"""

import collections
import json
import os
import re
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
# What it makes of a wrong value differs from run to run with the ids of the world: asked in the long form, where it is looked at.
if FACTOR > 1:
    CHECKS += ",negative_data_rejection"
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


@pytest.fixture(scope="module")
def world():
    world = World(until="guide", serve=["--api-limit", "0"])
    world.known = known(world)
    yield world
    world.stop()


def narrowed(description, facts):
    """The description with the ids that are there, in paths and bodies: made-up ones would only ever find nothing.

    Not in queries: a filter that matches nothing is no error.
    """

    seen = set()

    def walk(schema, name=""):
        if not isinstance(schema, dict):
            return
        reference = schema.get("$ref", "")
        if reference and reference not in seen:
            # What is read has schemas of its own, whose names end in Input.
            seen.add(reference)
            walk(description["components"]["schemas"][reference.rsplit("/", 1)[1]], name)
        if schema.get("type") == "string" and "enum" not in schema and facts.get(name):
            schema.pop("format", None)
            schema["enum"] = facts[name]
        for key, inner in schema.get("properties", {}).items():
            walk(inner, key)
        walk(schema.get("items"), name.removesuffix("s"))
        for inner in schema.get("anyOf", []) + schema.get("oneOf", []):
            walk(inner, name)

    for parameter in description["components"]["parameters"].values():
        if parameter["in"] == "path":
            walk(parameter["schema"], parameter["name"])
    for methods in description["paths"].values():
        for operation in methods.values():
            if isinstance(operation, dict):
                for content in operation.get("requestBody", {}).get("content", {}).values():
                    walk(content["schema"])
    return description


def answers(world):
    """How often each route was answered how, from the server's log."""
    return collections.Counter(re.findall(r"(GET|PUT|POST|DELETE) (/api/v1/[^ ]*) (\d{3})", world.said()))


# The facilitator comes last: rounds and cards do not outlive that.
@pytest.mark.parametrize("who", ["guest", "participant", "facilitator"])
def test_the_api_keeps_to_its_description(world, who, tmp_path):
    description = tmp_path / "openapi.json"
    description.write_text(json.dumps(narrowed(world.facilitator.call("GET", "/api/v1/openapi.json"), world.known)))
    before = answers(world)
    most = {"facilitator": 3, "participant": 2, "guest": 1}[who] * FACTOR
    seconds = {"facilitator": 40, "participant": 20, "guest": 15}[who] * FACTOR
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", str(description), "--url", world.url,
        "--checks", CHECKS, "--max-examples", str(most), "--seed", SEED, "--max-time", str(seconds), "--no-color",
        "--generation-database", "none", "--suppress-health-check", "all", "--continue-on-failure", "--warnings", "off",
        "--request-timeout", "20",
    ]
    if who != "guest":
        command += ["--header", f"Authorization: Bearer {getattr(world, who).token}"]
    run = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, timeout=seconds * 3 + 60)
    print(run.stdout[-1_500:])
    assert run.returncode == 0, run.stdout[-12_000:] + run.stderr[-2_000:]
    assert world.server.poll() is None, world.said()[-4_000:]
    # Requests that only ever miss would prove nothing. A busy machine gets through few in its time.
    found = answers(world) - before
    reached = {(method, path) for method, path, status in found if status.startswith("2")}
    print(f"{who}: {sum(found.values())} answers, {len(reached)} routes succeeded at least once")
    assert len(reached) >= {"facilitator": 30, "participant": 5, "guest": 1}[who]
