// An exercise on a phone: the story's clock counts on, what this person has read is marked (everybody of a cell gets the same bytes), forms
// say when they were typed, and what waits to be sent is counted. Without this module every act is a plain form.

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const language = (document.documentElement.lang || 'en').replace(/^en$/, 'en-GB');

// ---- Clocks: a moment at the server's time (data-at), and how fast it goes on.
let ahead = null;
function read(within) {
  for (const clock of all('[data-at]', within)) {
    if (clock.dataset.at === clock.readAt) continue;
    clock.readAt = clock.dataset.at;
    // What was longest on its way tells least of the server's clock.
    const found = Number(clock.dataset.at) - Date.now();
    ahead = ahead === null ? found : Math.max(ahead, found);
  }
}
const format = (zone, parts) => { try { return new Intl.DateTimeFormat(`${language}-u-nu-latn`, { timeZone: zone, ...parts }); } catch { return null; } };
function tick() {
  for (const clock of all('[data-clock]')) {
    const { zone, at } = clock.dataset, [over, under] = clock.dataset.rate.split('/').map(Number);
    const moment = new Date(Number(clock.dataset.clock) + Math.max(0, Date.now() + (ahead ?? 0) - Number(at)) * over / (under || 1));
    const time = format(zone, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' })?.format(moment).replace(/\b0(\d[:.]\d\d)$/, '$1');
    const place = clock.querySelector('.hm'), day = clock.querySelector('.day');
    if (time && place && place.textContent !== time) place.textContent = time;
    const words = day && format(zone, { weekday: 'long', day: 'numeric', month: 'long' })?.format(moment);
    // The day is written by the server, and by the browser once midnight has gone by.
    if (words && day.shown && day.shown !== words) day.textContent = words;
    if (day) day.shown = words;
  }
  const waiting = document.getElementById('play-unsent');
  if (waiting) {
    let count = 0;
    try { count = JSON.parse(localStorage.getItem('outbox') || '[]').length; } catch { /* storage forbidden: nothing waits either */ }
    waiting.hidden = !count;
    if (count) waiting.textContent = `${waiting.dataset.words} ${count}`;
  }
}

// ---- What this person has read.
function mark() {
  const root = document.getElementById('play-opened');
  if (!root) return;
  const opened = new Set(root.dataset.opened.split(' '));
  for (const chip of all('[data-unread]')) chip.hidden = opened.has(chip.dataset.unread);
}

// ---- When something was typed, by the server's clock: without a connection it is sent much later, and counts as of then.
document.addEventListener('submit', event => {
  const { elements } = event.target;
  if (!elements?.['typed-at']) return;
  elements['typed-at'].value = String(Math.round(Date.now() + (ahead ?? 0)));
  elements.offline.value = !navigator.onLine || !(document.getElementById('connection')?.hidden ?? true) ? '1' : '';
}, true);

document.addEventListener('fresh', event => { read(event.target); mark(); tick(); });
read(document);
mark();
tick();
setInterval(tick, 1000);

// ---- Without a connection these pages come from the device (play-worker.js): of this exercise and this seat only, until a quarter of an hour
// after its end. Papers are fetched as they come, so that they are there also where nobody has opened them yet.
let ending = null;
const offline = document.getElementById('play-offline');
async function shelve(isChanged = !navigator.serviceWorker?.controller) {
  if (!offline || !('caches' in globalThis) || !('serviceWorker' in navigator)) return;
  const { worker, scope, seat, until } = offline.dataset, shelf = `play:${scope.split('/')[2]}`;
  try {
    if (until && Date.now() + (ahead ?? 0) > Number(until)) {
      await caches.delete(shelf);
      for (const one of await navigator.serviceWorker.getRegistrations()) if (new URL(one.scope).pathname === scope) await one.unregister();
      return;
    }
    if (until && !ending) ending = setTimeout(() => shelve(), Number(until) - Date.now() - (ahead ?? 0) + 1000);
    const known = await (await caches.open(shelf)).match('/seat');
    if (known && await known.text() !== seat) await caches.delete(shelf);
    const store = await caches.open(shelf);
    await store.put('/seat', new Response(seat));
    await navigator.serviceWorker.register(worker, { scope });
    const parts = performance.getEntriesByType('resource').map(entry => entry.name).filter(name => new URL(name).pathname.startsWith('/assets/'));
    await Promise.all([...new Set(parts)].map(async part => { if (!await store.match(part)) await store.add(part); }));
    await gather(store, scope, isChanged);
  } catch { /* then the page works for as long as it stays open */ }
}
const struck = new Set();
const isOwn = (path, scope) => path === `${scope}play` || /^(papers|play\/questions|play\/requests|play\/picture|play\/log)(\/[^/.]+)?$/.test(path.slice(scope.length));
/// - isChanged: what is shown is newer than what the worker saw when the page was loaded.
async function gather(store, scope, isChanged) {
  const links = all('a[href]', document.querySelector('main') ?? document), paths = [location.pathname, ...links.map(link => new URL(link.href).pathname)];
  // A paper that was corrected since is fetched once more: it stands struck.
  const corrected = new Set(links.filter(link => link.closest('li')?.querySelector('.state.bad')).map(link => new URL(link.href).pathname).filter(path => !struck.has(path)));
  const wanted = [`${scope}play`, ...paths].filter(path => path.startsWith(scope) && isOwn(path, scope));
  for (const path of [...new Set(wanted)].slice(0, 40)) {
    if (!navigator.onLine || !(isChanged && path === location.pathname) && !corrected.has(path) && await store.match(path)) continue;
    const answer = await fetch(path, { headers: { Accept: 'text/html' } });
    if (!answer.ok || answer.redirected) continue;
    const text = await answer.clone().text();
    await store.put(path, answer);
    if (corrected.has(path)) struck.add(path);
    for (const [, picture] of text.matchAll(/<img src="([^"]+\/attachments\/[^"]+)"/g)) if (!await store.match(picture)) await store.add(picture);
  }
}
// Sixty phones do not ask for the same paper in the same moment.
let gathering = null;
document.addEventListener('fresh', () => {
  if (!offline || gathering) return;
  gathering = setTimeout(() => { gathering = null; shelve(true); }, 1000 + Math.random() * 4000);
});
shelve();

// ---- Whoever runs the exercise sees which device was not heard of.
const beat = () => { if (offline && !offline.dataset.until && navigator.onLine) fetch(`${offline.dataset.scope}play/contact`, { method: 'POST' }).catch(() => {}); };
beat();
setInterval(beat, 60000);
