"""Times name their zone, and the reader's own stands beside them where it differs; parts that are swapped in keep ids and labels whole."""

import pytest
from playwright.sync_api import expect

IDS = """() => {
  const ids = [...document.querySelectorAll('[id]')].map(one => one.id), known = new Set(ids);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at).map(id => `twice ${id}`);
  const lost = [];
  for (const name of ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls'])
    for (const one of document.querySelectorAll(`[${name}]`))
      for (const id of one.getAttribute(name).split(/ +/)) if (id && !known.has(id)) lost.push(`${name}=${id}`);
  for (const one of document.querySelectorAll('a[href^="#"]')) {
    const id = one.getAttribute('href').slice(1);
    if (id && !known.has(id)) lost.push(`href=#${id}`);
  }
  return [...twice, ...lost];
}"""


@pytest.mark.parametrize("world", [{"engine": "sqlite", "until": "guide"}], indirect=True)
def test_the_readers_own_time_and_whole_labels(theatre, world):
    event = f"{world.url}/events/{world.event}"
    far = theatre.window(world.links["facilitator"], timezone_id="Asia/Tbilisi")
    far.goto(f"{world.url}/account")
    seen = far.locator("time[data-moment]").first
    expect(seen).to_contain_text("(UTC)")
    expect(seen.locator(".own")).to_contain_text("your time")
    for path in ("/people", "/guide/review", "/guide/edit", "/console", "/steps", "/settings"):
        far.goto(event + path)
        assert far.evaluate(IDS) == [], path
    # The clock of the place is enough for whoever is there, and for whoever has no JavaScript.
    near = theatre.window(world.links["participant"], timezone_id="Europe/Zagreb")
    near.goto(f"{event}/guide/review")
    for moment in near.locator("time[data-moment]").all()[:3]:
        expect(moment).to_contain_text("(Zagreb time")
        expect(moment.locator(".own")).to_have_count(0)
    assert near.evaluate(IDS) == []
