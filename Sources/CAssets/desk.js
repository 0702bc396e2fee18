// The desk at the door: what is tapped or scanned is noted at once, kept on this device, and sent when there is a connection. Each note
// has a name of its own, so that sending it twice counts once; times go with the device's clock beside them, which may be wrong.
// Without this module every line is a plain form.

const desk = document.getElementById('desk');
const byId = id => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const words = (() => { try { return JSON.parse(desk.dataset.words); } catch { return {}; } })();
const say = (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words[key] ?? '');
const key = `desk:${desk.dataset.event}:${desk.dataset.day}${desk.dataset.block ? `:${desk.dataset.block}` : ''}`;
const people = new Map(all('#desk-people > li').map(line => [line.dataset.person, line]));
const nameOf = line => line.querySelector('b').textContent;

// ---- What is kept: in the browser's storage, or where that is forbidden in this page alone.
let queue = (() => { try { return JSON.parse(localStorage.getItem(key)) ?? []; } catch { return []; } })();
function keep() { try { localStorage.setItem(key, JSON.stringify(queue)); } catch { /* then only this page holds it */ } }
function token() { return [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join(''); }

// ---- What is shown: what the server said last, and over it what waits here.
let here = new Map(all('#desk-people > li[data-here]').map(line => [line.dataset.person, line.querySelector('.when').textContent]));
// Loaded again without a connection, the page is older than what was heard last.
const heard = (() => { try { return navigator.onLine ? null : JSON.parse(localStorage.getItem(`${key}:here`)); } catch { return null; } })();
if (heard) here = new Map(heard);
const clock = at => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: desk.dataset.zone }).replace(/^0/, '');
function show() {
  const shown = new Map(here), waits = new Set();
  for (const tick of queue) {
    if (!tick.participant) continue;
    waits.add(tick.participant);
    if (tick.undoes) shown.delete(tick.participant);
    else if (!shown.has(tick.participant)) shown.set(tick.participant, clock(tick.at));
  }
  for (const [id, line] of people) {
    line.toggleAttribute('data-here', shown.has(id));
    line.querySelector('.when').textContent = shown.get(id) ?? '';
    line.querySelector('.unsent').hidden = !waits.has(id);
  }
  byId('desk-count').textContent = new Intl.NumberFormat(document.documentElement.lang).format(shown.size);
}
function tell(text) { const said = byId('desk-said'); said.textContent = ''; setTimeout(() => { said.textContent = text; }, 50); flash(text); }
let flashing = 0;
function flash(text) {
  let box = byId('desk-flash');
  if (!box) box = desk.appendChild(Object.assign(document.createElement('p'), { id: 'desk-flash', className: 'desk-flash', ariaHidden: 'true' }));
  box.textContent = text;
  box.hidden = false;
  clearTimeout(flashing);
  flashing = setTimeout(() => { box.hidden = true; }, 4000);
}
function connection(good) {
  const box = byId('desk-connection');
  box.hidden = good && !queue.length;
  if (!box.hidden) box.textContent = [good ? '' : words.lost, queue.length ? say('unsent', { n: queue.length }) : ''].filter(Boolean).join(' ');
}

// ---- Noting.
function note(id, code) {
  const line = people.get(id);
  if (line?.hasAttribute('data-here')) { tell(say('again', { name: nameOf(line) })); }
  else if (line) tell(say('noted', { name: nameOf(line) }));
  queue.push({ nonce: token(), participant: id ?? null, code: code ?? null, at: Date.now(), undoes: null });
  keep();
  show();
  send();
}
/// A note that still waits here is struck out; what was sent is taken back, whoever noted it, as far as it was noted before.
function takeBack(id) {
  const own = queue.findIndex(tick => tick.participant === id && !tick.undoes);
  // One that was on its way may have arrived, though no answer came.
  if (own >= 0 && !queue[own].sent && !here.has(id)) queue.splice(own, 1);
  else queue.push({ nonce: token(), participant: id, code: null, at: Date.now(), undoes: 'all' });
  const line = people.get(id);
  if (line) tell(say('undone', { name: nameOf(line) }));
  keep();
  show();
  send();
}

document.addEventListener('submit', event => {
  const form = event.target;
  if (form.matches('form.tick')) { event.preventDefault(); event.stopImmediatePropagation(); note(form.dataset.person); next(); }
  else if (form.matches('form.untick')) { event.preventDefault(); event.stopImmediatePropagation(); takeBack(form.dataset.person); }
  else if (form.id === 'desk-find') { event.preventDefault(); const one = visible(); if (one.length === 1) { note(one[0].dataset.person); next(); } }
  else if (form.id === 'desk-departure') forget();
}, true);
/// Ready for the one who comes next.
function next() {
  const field = byId('desk-q');
  byId('desk-scanned')?.remove();
  if (!field.value) return;
  field.value = '';
  find();
  field.focus({ preventScroll: true });
}

// ---- Finding: letters as the server folds them, as far as a browser can.
const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
const visible = () => [...people.values()].filter(line => !line.hidden);
function find() {
  const wanted = fold(byId('desk-q').value).split(' ').filter(Boolean);
  for (const line of people.values()) {
    const held = line.folded ??= `${line.dataset.key} ${fold(line.dataset.key)} ${fold(nameOf(line))}`;
    line.hidden = !wanted.every(word => held.includes(word));
  }
  byId('desk-nobody').hidden = !people.size || visible().length > 0;
}
byId('desk-q').addEventListener('input', find);
if (byId('desk-q').value) find();

// ---- Sending: everything that waits, in one piece; what was answered goes from the queue. Others' notes come with the answer.
let sending = false, wanted = false;
async function send() {
  if (sending) { wanted = true; return; }
  sending = true;
  wanted = false;
  const ticks = queue.slice(0, 500);
  for (const tick of ticks) tick.sent = true;
  keep();
  const body = JSON.stringify({ sentAt: Date.now(), day: desk.dataset.day, block: desk.dataset.block ?? null,
    ticks: ticks.map(({ nonce, participant, code, at, undoes }) => ({ nonce, participant, code, at, undoes })) });
  const answer = await fetch(desk.dataset.queue, { method: 'POST', body, headers: { 'Content-Type': 'application/json' },
    signal: AbortSignal.timeout?.(20000) }).catch(() => null);
  sending = false;
  if (!answer?.ok) {
    connection(false);
    if (answer?.status === 410) flash(words.over);
    return;
  }
  const state = await answer.json().catch(() => null);
  if (!state) return connection(false);
  const done = new Map(state.results.map(result => [result.nonce, result]));
  for (const tick of ticks) {
    const result = done.get(tick.nonce);
    if (!result) continue;
    if (tick.code && ['noted', 'again'].includes(result.state)) {
      const line = people.get(result.participant);
      if (line) tell(say(result.state, { name: nameOf(line) }));
    } else if (['unknown', 'elsewhere'].includes(result.state)) tell(words[result.state]);
  }
  queue = queue.filter(tick => !done.has(tick.nonce));
  keep();
  here = new Map(state.here.map(person => [person.participant, person.clock]));
  try { localStorage.setItem(`${key}:here`, JSON.stringify([...here])); } catch { /* only this page knows */ }
  show();
  connection(true);
  // Somebody was added or corrected: the page is loaded again when nobody is being looked for.
  if (state.list !== desk.dataset.list && !queue.length && !byId('desk-q').value && byId('desk-camera').hidden) return location.reload();
  if (wanted || queue.length) send();
}
setInterval(() => { if (!document.hidden) send(); }, 15000);
addEventListener('online', send);
addEventListener('offline', () => connection(false));
document.addEventListener('visibilitychange', () => { if (!document.hidden) send(); });

// ---- Scanning, where the browser reads codes: the list knows cards by the beginning of a hash, not by their codes.
async function word(kind, code) {
  const bytes = new TextEncoder().encode(`${kind}:${code}:${desk.dataset.event}`);
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map(b => b.toString(16).padStart(2, '0')).join('').slice(0, 16);
}
async function scanned(text) {
  const match = /\/([ki])\/([0-9A-Za-z]{6,40})(?:[/?#]|$)/.exec(text);
  if (!match) return tell(words.unknown);
  const code = match[1] === 'k' ? match[2].toUpperCase() : match[2].toLowerCase();
  if (crypto.subtle) {
    const wanted = await word(match[1], code);
    const line = [...people.values()].find(line => line.dataset.codes.split(' ').includes(wanted));
    if (line) return note(line.dataset.person);
  }
  tell(words.kept);
  note(null, code);
}
let stream = null, looking = 0;
async function scan() {
  const detector = new BarcodeDetector({ formats: ['qr_code'] }), video = document.querySelector('#desk-camera video');
  try { stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }); } catch { return tell(words.camera); }
  byId('desk-camera').hidden = false;
  video.srcObject = stream;
  await video.play();
  let last = '', lastAt = 0;
  const look = async () => {
    if (!stream) return;
    const found = await detector.detect(video).catch(() => []);
    const text = found[0]?.rawValue;
    if (text && (text !== last || Date.now() - lastAt > 5000)) { [last, lastAt] = [text, Date.now()]; navigator.vibrate?.(80); await scanned(text); }
    looking = setTimeout(look, 200);
  };
  look();
}
function stopScanning() {
  clearTimeout(looking);
  stream?.getTracks().forEach(track => track.stop());
  stream = null;
  byId('desk-camera').hidden = true;
}
if ('BarcodeDetector' in globalThis && navigator.mediaDevices) {
  byId('desk-scan').hidden = false;
  byId('desk-scan').addEventListener('click', scan);
  byId('desk-camera').querySelector('button').addEventListener('click', stopScanning);
}
/// For readers that type what they read, and for tests.
desk.addEventListener('scanned', event => scanned(event.detail));

// ---- A page that is loaded again without a connection comes from here, and goes with the day.
const shelf = `desk:${desk.dataset.event}`;
async function shelve() {
  if (!('caches' in globalThis) || !('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register(desk.dataset.worker, { scope: desk.dataset.scope });
    const parts = performance.getEntriesByType('resource').map(entry => entry.name).filter(name => new URL(name).pathname.startsWith('/assets/'));
    const store = await caches.open(shelf);
    await Promise.all([...new Set(parts)].map(async part => { if (!await store.match(part)) await store.add(part); }));
    // The page as it was loaded: asking for it once more is what the worker does with every load from now on.
    if (navigator.onLine) await fetch(location.href.split('#')[0]).then(answer => answer.ok && !answer.redirected && store.put(desk.dataset.scope, answer)).catch(() => {});
  } catch { /* then the page works for as long as it stays open */ }
}
async function forget() {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith('desk:') && !queue.length) localStorage.removeItem(name);
    await caches?.delete(shelf);
    for (const worker of await navigator.serviceWorker?.getRegistrations() ?? []) if (new URL(worker.scope).pathname === desk.dataset.scope) await worker.unregister();
  } catch { /* nothing was kept either */ }
}
// Left open over the night: names do not stay longer than the link does.
const until = Number(desk.dataset.until || 0);
if (until && Date.now() > until) forget(); else shelve();
document.documentElement.dataset.desk = '';
show();
send();
