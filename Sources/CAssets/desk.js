// The desk at the door: what is tapped or scanned is noted at once, kept on this device, and sent when there is a connection. Each note
// has a name of its own, so that sending it twice counts once; times go with the device's clock beside them, which may be wrong.
// What the server does not take any more stays here, and is saved as a file for whoever organises the event.
// Without this module every line is a plain form. A page without the list only sends what is left (DeskEndedPage).

const desk = document.getElementById('desk');
const byId = id => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const parse = text => { try { return JSON.parse(text); } catch { return null; } };
const words = parse(desk.dataset.words) ?? {};
const say = (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words[key] ?? '');
const { event, day } = desk.dataset, block = desk.dataset.block ?? null;
const hereSlot = `desk:here:${event}:${day}:${block ?? ''}`;
const people = new Map(all('#desk-people > li').map(line => [line.dataset.person, line]));
const nameOf = line => line.querySelector('b').textContent;
const field = byId('desk-q');

// ---- What is kept: in the browser's storage, each note by itself, so that two pages do not overwrite each other's; where that is
// forbidden, in this page alone.
const slot = nonce => `desk:note:${nonce}`;
const held = new Map();
const isOfEvent = note => note.event === event && !note.refused;
const isOfPlace = note => isOfEvent(note) && note.day === day && (note.block ?? null) === block;
const inOrder = notes => notes.sort((a, b) => a.at - b.at);
const queue = () => inOrder([...held.values()].filter(isOfPlace));
function store(note) { held.set(note.nonce, note); try { localStorage.setItem(slot(note.nonce), JSON.stringify(note)); } catch { /* then only this page holds it */ } }
function keep(note) { store(note); tellUnsent(); }
function drop(nonces) {
  for (const nonce of nonces) { held.delete(nonce); try { localStorage.removeItem(slot(nonce)); } catch { /* it was kept in this page only */ } }
  tellUnsent();
}
try {
  for (const name of Object.keys(localStorage)) if (name.startsWith(slot(''))) { const note = parse(localStorage.getItem(name)); if (note?.nonce) held.set(note.nonce, note); }
} catch { /* nothing is kept */ }
addEventListener('storage', ({ key, newValue }) => {
  if (!key?.startsWith(slot(''))) return;
  const note = newValue && parse(newValue);
  if (note) held.set(note.nonce, note); else held.delete(key.slice(slot('').length));
  show();
});
/// Signing out would have the browser forget them: the server is told that there are some, and where they are sent from.
function tellUnsent() {
  const first = held.values().next().value;
  document.cookie = `${desk.dataset.unsent}=${first ? `${held.size}:/events/${first.event}/desk` : ''}; Path=/; Max-Age=${first ? 2592000 : 0}; SameSite=Lax${location.protocol === 'https:' ? '; Secure' : ''}`;
}
function token() { return [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join(''); }

// ---- A clock that is set back while notes wait (a network that has come back often does that) takes them along. One that is set
// forward cannot be told from a device that slept.
let clockwork = Date.now() - performance.now();
function drift() {
  const now = Date.now() - performance.now(), by = now - clockwork;
  clockwork = now;
  if (by > -120000) return;
  // Unless another page of this device has done it, or it was noted since.
  for (const note of held.values()) if (Math.abs(Date.now() - note.seenAt) > 90000) store({ ...note, at: note.at + by, seenAt: Date.now() });
}
setInterval(drift, 5000);
/// How far this device's clock is behind, as it was last found.
let behind = (() => { try { return Number(localStorage.getItem('desk:behind')) || 0; } catch { return 0; } })();

// ---- What is shown: what the server said last, and over it what waits here.
let here = new Map(all('#desk-people > li[data-here]').map(line => [line.dataset.person, line.querySelector('.when').textContent]));
// Loaded again without a connection, the page is older than what was heard last.
const heard = (() => { try { return navigator.onLine ? null : parse(localStorage.getItem(hereSlot)); } catch { return null; } })();
if (heard) here = new Map(heard);
const clock = at => new Date(at + behind).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: desk.dataset.zone }).replace(/^0/, '');
function show() {
  const shown = new Map(here), waits = new Set();
  for (const note of queue()) {
    if (!note.participant) continue;
    waits.add(note.participant);
    if (note.undoes) shown.delete(note.participant);
    else if (!shown.has(note.participant)) shown.set(note.participant, clock(note.at));
  }
  for (const [id, line] of people) {
    line.toggleAttribute('data-here', shown.has(id));
    line.querySelector('.when').textContent = shown.get(id) ?? '';
    line.querySelector('.unsent').hidden = !waits.has(id);
  }
  const awaited = byId('desk-awaited');
  if (awaited) {
    awaited.hidden = !people.size;
    awaited.querySelector('b').textContent = new Intl.NumberFormat(document.documentElement.lang).format([...people.keys()].filter(id => !shown.has(id)).length);
  }
  if (byId('desk-count')) byId('desk-count').textContent = new Intl.NumberFormat(document.documentElement.lang).format(shown.size);
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
/// - Parameter state: `good`, `lost` (no connection), `signed` (no longer let in) or `over` (nothing is taken any more).
function connection(state) {
  const waiting = [...held.values()].filter(isOfEvent).length, left = [...held.values()].filter(note => note.event === event).length;
  const box = byId('desk-connection');
  box.hidden = state === 'good' && !waiting;
  if (!box.hidden) box.textContent = [state === 'good' ? '' : words[state], waiting ? say('unsent', { n: waiting }) : ''].filter(Boolean).join(' · ');
  const isStuck = left > 0 && (state === 'over' || left > waiting);
  byId('desk-stuck').hidden = !isStuck;
  if (isStuck) byId('desk-left').textContent = say('left', { n: left });
  const done = byId('desk-done');
  if (done) done.hidden = left > 0 || state !== 'good';
}

// ---- Noting.
function made(what) { drift(); return { nonce: token(), event, day, block, at: Date.now(), seenAt: Date.now(), ...what }; }
function note(id, code) {
  const line = people.get(id);
  if (line?.hasAttribute('data-here')) { tell(say('again', { name: nameOf(line) })); }
  else if (line) tell(say('noted', { name: nameOf(line) }));
  keep(made({ participant: id ?? null, code: code ?? null, undoes: null }));
  show();
  send();
}
/// A note that still waits here is struck out; what was sent is taken back, whoever noted it, as far as it was noted before.
function takeBack(id) {
  const own = queue().find(note => note.participant === id && !note.undoes);
  // One that was on its way may have arrived, though no answer came.
  if (own && !own.sent && !here.has(id)) drop([own.nonce]);
  else keep(made({ participant: id, code: null, undoes: 'all' }));
  const line = people.get(id);
  if (line) tell(say('undone', { name: nameOf(line) }));
  show();
  send();
}

document.addEventListener('submit', event => {
  const form = event.target;
  if (form.matches('form.tick')) { event.preventDefault(); event.stopImmediatePropagation(); note(form.dataset.person); next(); }
  else if (form.matches('form.untick')) { event.preventDefault(); event.stopImmediatePropagation(); takeBack(form.dataset.person); }
  else if (form.id === 'desk-find') { event.preventDefault(); const one = visible(); if (one.length === 1) { note(one[0].dataset.person); next(); } }
  else if (form.id === 'desk-departure') {
    if (!held.size) return forget();
    // Without its link the device could not send them any more.
    event.preventDefault();
    event.stopImmediatePropagation();
    tell(say('first', { n: held.size }));
    send();
  }
}, true);
/// Ready for the one who comes next.
function next() {
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
  const wanted = fold(field.value).split(' ').filter(Boolean);
  for (const line of people.values()) {
    const folded = line.folded ??= `${line.dataset.key} ${fold(line.dataset.key)} ${fold(nameOf(line))}`;
    line.hidden = !wanted.every(word => folded.includes(word));
  }
  byId('desk-nobody').hidden = !people.size || visible().length > 0;
}
field?.addEventListener('input', find);
if (field?.value) find();

byId('desk-awaited')?.addEventListener('click', ({ currentTarget }) => currentTarget.setAttribute('aria-pressed', currentTarget.getAttribute('aria-pressed') !== 'true'));

// ---- Sending: everything that waits, list by list, this one first; what was answered goes from here. Others' notes come with the answer.
let sending = false, wanted = false;
const listOf = note => JSON.stringify([note.day, note.block ?? null]);
async function send() {
  if (sending) { wanted = true; return; }
  sending = true;
  wanted = false;
  drift();
  const others = new Set([...held.values()].filter(note => isOfEvent(note) && !isOfPlace(note)).map(listOf));
  const state = await sendList(day, block);
  for (const other of state ? others : []) if (!await sendList(...parse(other))) break;
  sending = false;
  if (!state) return;
  here = new Map(state.here.map(person => [person.participant, person.clock]));
  try { localStorage.setItem(hereSlot, JSON.stringify([...here])); } catch { /* only this page knows */ }
  show();
  connection('good');
  // Somebody was added or corrected: the page is loaded again when nobody is being looked for.
  if (desk.dataset.list && state.list !== desk.dataset.list && !queue().length && !field.value && byId('desk-camera').hidden) return location.reload();
  if (wanted || queue().length) send();
}
/// - Returns: what the server said of the list; nothing where it said nothing, or took nothing.
async function sendList(day, block) {
  const ticks = inOrder([...held.values()].filter(note => isOfEvent(note) && note.day === day && (note.block ?? null) === block)).slice(0, 500);
  for (const tick of ticks) if (!tick.sent) { tick.sent = true; store(tick); }
  const body = JSON.stringify({ sentAt: Date.now(), day, block,
    ticks: ticks.map(({ nonce, participant, code, at, undoes }) => ({ nonce, participant, code, at, undoes })) });
  const answer = await fetch(desk.dataset.queue, { method: 'POST', body, headers: { 'Content-Type': 'application/json' }, redirect: 'manual',
    signal: AbortSignal.timeout?.(20000) }).catch(() => null);
  const state = answer?.ok ? await answer.json().catch(() => null) : null;
  if (!state) {
    const isBarred = answer?.type === 'opaqueredirect' || [401, 403].includes(answer?.status);
    return connection([404, 410].includes(answer?.status) ? 'over' : isBarred ? 'signed' : 'lost');
  }
  behind = state.now - Date.now();
  try { localStorage.setItem('desk:behind', String(behind)); } catch { /* only this page knows */ }
  const done = new Map(state.results.map(result => [result.nonce, result]));
  for (const tick of ticks) {
    const result = done.get(tick.nonce);
    if (result?.state === 'ended') { store({ ...tick, refused: true }); done.delete(tick.nonce); }
    else if (result && tick.code && ['noted', 'again'].includes(result.state)) {
      const line = people.get(result.participant);
      if (line) tell(say(result.state, { name: nameOf(line) }));
    } else if (['unknown', 'elsewhere'].includes(result?.state)) tell(words[result.state]);
  }
  drop(done.keys());
  return state;
}
setInterval(() => { if (!document.hidden) send(); }, 15000);
addEventListener('online', send);
addEventListener('offline', () => connection('lost'));
document.addEventListener('visibilitychange', () => { if (!document.hidden) send(); });

// ---- What the server does not take any more: a file, with times by the server's clock.
byId('desk-file').addEventListener('click', () => {
  const notes = inOrder([...held.values()].filter(note => note.event === event)).map(({ nonce, day, block, participant, code, at, undoes }) =>
    ({ nonce, day, block: block ?? null, participant, code, at: Math.round(at + behind), undoes }));
  const file = new Blob([JSON.stringify({ roundtable: 'desk-notes', event, device: desk.dataset.device ?? '', notes })], { type: 'application/json' });
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: `desk-notes-${day}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  byId('desk-drop').hidden = false;
});
byId('desk-drop').addEventListener('click', () => {
  drop([...held.values()].filter(note => note.event === event).map(note => note.nonce));
  show();
  connection('good');
});

// ---- Scanning, where the browser reads codes: the list knows cards by the beginning of a hash, not by their codes.
async function word(kind, code) {
  const bytes = new TextEncoder().encode(`${kind}:${code}:${event}`);
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
if (field && 'BarcodeDetector' in globalThis && navigator.mediaDevices) {
  byId('desk-scan').hidden = false;
  byId('desk-scan').addEventListener('click', scan);
  byId('desk-camera').querySelector('button').addEventListener('click', stopScanning);
}
/// For readers that type what they read, and for tests.
desk.addEventListener('scanned', event => scanned(event.detail));

// ---- A page that is loaded again without a connection comes from here, and goes with the day.
const shelf = `desk:${event}`;
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
/// Names go; what was not sent stays until it is.
async function forget() {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith('desk:') && !name.startsWith(slot(''))) localStorage.removeItem(name);
    await caches?.delete(shelf);
    for (const worker of await navigator.serviceWorker?.getRegistrations() ?? []) if (new URL(worker.scope).pathname === desk.dataset.scope) await worker.unregister();
  } catch { /* nothing was kept either */ }
}
// Left open over the night: names do not stay longer than the link does.
const until = Number(desk.dataset.until || 0);
if ('ended' in desk.dataset || until && Date.now() + behind > until) forget(); else shelve();
document.documentElement.dataset.desk = '';
tellUnsent();
show();
send();
