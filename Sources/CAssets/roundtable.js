// Roundtable's client: one small module, no dependency, no build step. Every page works without it; it adds live
// regions, kept drafts, an outbox for lost connections, and comfort. The contract is docs/interface-kit.md.

const root = document.documentElement, page = document.body;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const byId = id => document.getElementById(id);
root.classList.add('js');

// ---- Words: the server sends them translated as JSON in <body data-words>; plurals by CLDR category.
const words = { lost: 'Connection lost. What you typed is kept; trying again.', back: 'The connection is back.', wall: 'No connection: this picture may be old. It updates by itself.', unsent: 'Not sent yet: will be sent when the connection is back.',
  refused: 'This was not accepted. What you typed is kept.', spent: 'No dots left. Take one back first.', most: 'At most {n} to one issue.',
  reveal: 'Show the password', conceal: 'Hide the password', copied: 'Copied.', moved: 'Now in place {n}.', left: { one: '{n} second left', other: '{n} seconds left' },
  dots: { one: '{n} dot left', other: '{n} dots left' }, keysOn: 'Shortcuts on', keysOff: 'Shortcuts off', armedOn: 'Keys move the room: on', armedOff: 'Keys move the room: off', ownTime: 'your time {n}', ...parse(page.dataset.words) };
const plural = new Intl.PluralRules(root.lang || 'en');
function say(key, n) {
  const word = words[key];
  return String(typeof word === 'object' ? word[plural.select(n)] ?? word.other : word).replace('{n}', n);
}
function parse(text) { try { return JSON.parse(text || '{}') ?? {}; } catch { return {}; } }

// ---- One polite live region for everything that is announced.
const announcer = byId('announcer') ?? page.appendChild(Object.assign(document.createElement('p'), { id: 'announcer', className: 'sr' }));
announcer.setAttribute('aria-live', 'polite');
/// What was said is taken away again: who comes to it later by reading on would take it for now.
let saying = 0;
export function announce(text) {
  clearTimeout(saying);
  announcer.textContent = '';
  saying = setTimeout(() => { announcer.textContent = text; saying = setTimeout(() => { announcer.textContent = ''; }, 8000); }, 50);
}

// ---- Storage that may be full or forbidden: then the page goes on without.
const store = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); return true; } catch { return false; } },
  remove(key) { try { localStorage.removeItem(key); } catch { /* forbidden: nothing was kept either */ } },
};
function token() { return [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join(''); }

// ---- Regions: new HTML is morphed into the old, so that focus, caret, scroll, open details and unsent input stay.
const typing = 'input:not([type=radio]):not([type=checkbox]):not([type=submit]), select, textarea';
const keeper = element => element.closest('form, [data-keep]');
const held = (element, fresh) => element.matches('form, [data-keep]') && element.getAttribute('action') === fresh.getAttribute('action') &&
  ('dirty' in element.dataset || (element.contains(document.activeElement) && document.activeElement.matches(typing)));

/// Swaps each element of `html` that has an id for the one on the page; returns how many were found.
export function swap(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  let found = 0;
  for (const fresh of [...template.content.children]) {
    clearDrafts(fresh);
    const old = fresh.id && byId(fresh.id);
    if (!old) continue;
    found += 1;
    const stage = old.dataset.stage, said = old.dataset.announce, active = document.activeElement, focused = old.contains(active);
    const caret = active.matches('textarea, input[type=text], input[type=search], input:not([type])') && [active.selectionStart, active.selectionEnd];
    morph(old, fresh);
    if (old.dataset.announce && old.dataset.announce !== said) announce(old.dataset.announce);
    if (old.dataset.stage !== stage) scrollTo(0, 0);
    if (focused && document.activeElement === page) refocus(old, active, caret);
    enhance(old);
    // What a page's own script hides or marks in the region, it does again before anybody sees the fresh one.
    old.dispatchEvent(new CustomEvent('fresh', { bubbles: true }));
  }
  return found;
}
function refocus(region, active, caret) {
  if (active.isConnected) { active.focus({ preventScroll: true }); if (caret) active.setSelectionRange(...caret); return; }
  const heading = region.querySelector('h1, h2') ?? region;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
function morph(old, fresh) {
  // A card's text is kept in step by cards.js, which shows what is new without moving the caret.
  if (old.matches('form[data-card]') && !old.dispatchEvent(new CustomEvent('cardfresh', { bubbles: true, cancelable: true, detail: fresh }))) return;
  if (held(old, fresh)) {
    for (const part of all('[data-fresh][id]', fresh)) { const same = byId(part.id); if (same && old.contains(same)) morph(same, part); }
    return;
  }
  for (const { name } of [...old.attributes])
    if (!fresh.hasAttribute(name) && !(name === 'open' && old.localName === 'details') && name !== 'draggable') old.removeAttribute(name);
  for (const { name, value } of fresh.attributes)
    if (old.getAttribute(name) !== value && !(name === 'open' && old.localName === 'details')) old.setAttribute(name, value);
  morphChildren(old, fresh);
  if (old.matches('input:not([type=file]), select, textarea') && old.value !== fresh.value) old.value = fresh.value;
  if (old.localName === 'input' && old.checked !== fresh.checked) old.checked = fresh.checked;
}
function morphChildren(old, fresh) {
  const wanted = new Set(all('[id]', fresh).map(element => element.id));
  let here = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    let match = next.id ? all(`#${CSS.escape(next.id)}`, old).find(child => child.parentNode === old && child.localName === next.localName) : null;
    if (!next.id) {
      while (here?.id && !wanted.has(here.id)) { const gone = here; here = here.nextSibling; gone.remove(); }
      if (here && !here.id && here.nodeType === next.nodeType && here.nodeName === next.nodeName) match = here;
    }
    if (!match) { old.insertBefore(next, here); continue; }
    // What stands before the match and is wanted nowhere goes first: then the match, and the focus in it, need not move.
    while (next.id && here && here !== match && !wanted.has(here.id)) { const gone = here; here = here.nextSibling; gone.remove(); }
    if (match === here) here = here.nextSibling; else old.insertBefore(match, here);
    if (match.nodeType === 1) morph(match, next); else if (match.data !== next.data) match.data = next.data;
  }
  while (here) { const gone = here; here = here.nextSibling; gone.remove(); }
}

// ---- Live: one EventSource; regions, reload, retry; silence and errors end in a reconnect with backoff and jitter.
const live = { source: null, tries: 0, timer: 0, last: 0, beats: false };
const bar = byId('connection');
function connect() {
  clearTimeout(live.timer);
  live.source?.close();
  if (!page.dataset.live) return;
  const source = live.source = new EventSource(page.dataset.live);
  const on = (name, act) => source.addEventListener(name, event => { live.last = Date.now(); act?.(event.data); });
  on('open', () => { live.tries = 0; connection(true); flush(); });
  on('region', swap);
  on('state', renew);
  on('reload', () => setTimeout(() => location.reload(), Math.random() * 500));
  on('ballot', elsewhere);
  on('retry', wait => later(Number(wait) || 1000));
  on('beat', () => { live.beats = true; });
  source.onerror = () => { if (source === live.source) later(); };
}
/// The server tells a new state when what each person may do has changed: the page fetches its own view again.
let renewal = 0;
async function renew(state, always = false) {
  const mine = ++renewal;
  if (!('state' in page.dataset) || (page.dataset.state === state && !always)) return;
  const answer = await fetch(location.href, { headers: { 'Accept': 'text/html', 'X-Roundtable': 'fragment' }, signal: AbortSignal.timeout?.(15000) })
    .then(async response => response.ok ? { moved: response.redirected && response.url, state: response.headers.get('X-State') ?? state,
      html: await response.text() } : null).catch(() => null);
  // A later change has been told meanwhile: its own answer is the right one.
  if (mine !== renewal) return;
  if (!answer) return later(1000);
  // What each person does now has a page of its own (a table), or is no longer done on this one.
  if (answer.moved) return location.assign(answer.moved);
  page.dataset.state = answer.state;
  swap(answer.html);
}
/// A vote of this person is stored. Was it sent from another window or device, this page shows it too; what is being typed here stays,
/// and sending it is answered with what is stored.
let sentAt = 0;
function elsewhere() {
  const form = byId('ballot');
  if (!form || form.getAttribute('aria-busy') === 'true' || Date.now() - sentAt < 2000) return;
  if (form.dataset.dirty === 'draft') delete form.dataset.dirty;
  renew(page.dataset.state, true);
}
function later(wait) {
  live.source?.close();
  live.source = null;
  clearTimeout(live.timer);
  if (live.tries >= 4) stand();
  const pause = (wait ?? Math.min(30000, 1000 * 2 ** live.tries++)) * (0.5 + Math.random());
  live.timer = setTimeout(connect, pause);
  setTimeout(() => { if (live.source?.readyState !== 1) connection(false); }, 1500);
}
/// The stream is refused rather than lost? Signed out, or the event is gone: the page itself knows the words for it. A proxy that
/// lets no stream through: the page is fetched again with each try, at most every half minute.
async function stand() {
  const answer = await fetch(location.href, { headers: { 'Accept': 'text/html', 'X-Roundtable': 'fragment' } }).catch(() => null);
  if (!answer || live.source?.readyState === 1) return;
  if (answer.status > 399 && answer.status < 500) return location.reload();
  if (answer.ok && !answer.redirected && 'state' in page.dataset) {
    page.dataset.state = answer.headers.get('X-State') ?? page.dataset.state;
    swap(await answer.text());
  }
}
function connection(good) {
  if (!bar || (good && bar.hidden)) return;
  bar.hidden = good;
  const lost = root.classList.contains('projector') ? words.wall : words.lost;
  if (!good) bar.textContent = lost;
  announce(good ? words.back : lost);
}
function wake() {
  if (document.hidden) return;
  if (live.source?.readyState !== 1 || (live.beats && Date.now() - live.last > 40000)) connect();
  flush();
}
setInterval(() => { if (live.beats && live.source && Date.now() - live.last > 40000) later(0); }, 5000);
// The stream may have outlived the gap or be dead without knowing it: a new one tells, and takes the notice away.
addEventListener('online', () => { connect(); flush(); });
addEventListener('offline', () => page.dataset.live && connection(false));
addEventListener('pageshow', event => event.persisted && wake());
addEventListener('pagehide', () => live.source?.close());
document.addEventListener('visibilitychange', wake);

// ---- A wall without a stream of its own is fetched again at the pace that it names.
const pace = Number(byId('room')?.dataset.renews);
if (pace) setInterval(async () => {
  const answer = document.hidden ? null : await fetch(location.href).then(got => got.ok && !got.redirected ? got.text() : null).catch(() => null);
  const fresh = answer && new DOMParser().parseFromString(answer, 'text/html').getElementById('room');
  if (fresh) swap(fresh.outerHTML);
}, pace * 1000);

// ---- Drafts: fields are kept as typed until the server says that they arrived.
const skipped = 'hidden password file submit button'.split(' ');
const fields = form => [...form.elements].filter(field => field.name && !skipped.includes(field.type));
function keepDraft(form) {
  if (!form.dataset.draft) return;
  const values = fields(form).map(f => [f.name, f.type === 'radio' || f.type === 'checkbox' ? [f.value, f.checked] : f.value]);
  if (form.querySelector('[data-ranking]')) values.push(['', all('[name=order]', form).map(field => field.value)]);
  store.set('draft:' + form.dataset.draft, JSON.stringify(values));
}
function restoreDraft(form) {
  const values = parse(store.get('draft:' + form.dataset.draft));
  if (!Array.isArray(values)) return;
  for (const [name, value] of values) {
    if (name === '') { for (const id of value) { const item = form.querySelector(`[name=order][value="${CSS.escape(id)}"]`)?.closest('li'); item?.parentNode.append(item); } }
    for (const f of fields(form).filter(f => f.name === name))
      if (!Array.isArray(value)) f.value = value; else if (f.value === value[0]) f.checked = value[1];
  }
  form.dataset.dirty = waits(form) ? 'sent' : 'draft';
}
/// Whether what the form holds is just what waits in the outbox: then it is on its way, and not typed on.
function waits(form) {
  const plain = body => JSON.stringify([...new URLSearchParams(body)].filter(([name]) => !['idempotency', 'basis', 'device', 'number', 'confirmed', 'typed-at', 'offline'].includes(name)));
  return outbox.some(entry => entry.form === form.id && plain(entry.body) === plain(new FormData(form)));
}
function clearDrafts(within) {
  for (const element of [within, ...all('[data-draft-clear]', within)])
    if (element.dataset?.draftClear) store.remove('draft:' + element.dataset.draftClear);
}
function touched(form) {
  form.dataset.dirty = '';
  // The question was about the ballot as it was.
  for (const question of all('[data-question]', form)) { question.nextElementSibling.hidden = false; question.remove(); }
  keepDraft(form);
  refresh(form);
}
document.addEventListener('input', event => { const form = keeper(event.target); if (form?.localName === 'form') touched(form); else if (form) form.dataset.dirty = ''; });

/// A paste that no field of ours can store is refused before the browser lays it out: a text of millions of letters stops the page
/// for half a minute. What is only somewhat too long goes in, to be cut there.
const most = field => 8 * (Number(field.form?.dataset.limit) || 16000);
function overlong(field, isOn) {
  const id = `${field.id || field.name}-overlong`, shown = byId(id);
  if (!isOn) return shown?.remove();
  const text = [field.form?.dataset.long, words.overlong].filter(Boolean).join(' ');
  if (shown) shown.textContent = text;
  else field.insertAdjacentElement('afterend', Object.assign(document.createElement('p'), { id, className: 'error', role: 'alert', textContent: text }));
}
document.addEventListener('beforeinput', event => {
  const field = event.target;
  if (!field.matches?.('textarea, input')) return;
  const coming = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
  const isTooMuch = coming.length > 1000 && coming.length + field.value.length > most(field);
  if (isTooMuch) event.preventDefault();
  overlong(field, isTooMuch);
});

// ---- Outbox: form[data-send] goes by fetch, waits here while there is no answer, and is sent once (idempotency field).
let outbox = parse(store.get('outbox')), sending = false, sendTries = 0, sendings = 0;
const here = token();
if (!Array.isArray(outbox)) outbox = [];
const keepOutbox = () => store.set('outbox', JSON.stringify(outbox));
function queue(form, submitter) {
  // Where each sending counts for itself, nothing that waits is replaced, and the same is not sent twice.
  const isEach = 'each' in form.dataset;
  if (isEach && waits(form)) return;
  if (form.elements.idempotency && (isEach || !form.elements.idempotency.value)) form.elements.idempotency.value = token();
  // This page's name and count: what is held up on the way never takes the place of something newer.
  if (form.elements.device) { form.elements.device.value = here; form.elements.number.value = ++sendings; }
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  const url = submitter?.getAttribute('formaction') || form.getAttribute('action') || location.href;
  // What waits from the same form is replaced: a changed ballot or a corrected sentence goes once, as it stands now.
  outbox = outbox.filter(other => isEach || other.form !== form.id);
  outbox.push({ form: form.id, url, body: new URLSearchParams(data).toString() });
  if ('dirty' in form.dataset) form.dataset.dirty = 'sent';
  keepOutbox();
  flush();
}
async function flush() {
  if (sending) return;
  sending = true;
  while (outbox.length) {
    const entry = outbox[0], form = byId(entry.form);
    form?.setAttribute('aria-busy', 'true');
    const answer = await post(entry).catch(() => null);
    form?.removeAttribute('aria-busy');
    if (!answer || answer.status >= 500 || answer.status === 429 || answer.status === 408) {
      // A form of an exercise says that it was written while there was no connection.
      if (!answer && /(^|&)offline=(&|$)/.test(entry.body)) { entry.body = entry.body.replace(/(^|&)offline=(?=&|$)/, '$1offline=1'); keepOutbox(); }
      unsent(true);
      setTimeout(flush, Math.min(30000, 1000 * 2 ** sendTries++) * (0.5 + Math.random()));
      break;
    }
    sendTries = 0;
    outbox = outbox.filter(other => other !== entry);
    keepOutbox();
    answered(entry, form, answer);
  }
  if (!outbox.length) unsent(false);
  sending = false;
}
async function post({ url, body }) {
  const response = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout?.(15000), headers: {
    'Content-Type': 'application/x-www-form-urlencoded', 'Accept': 'text/html', 'X-Roundtable': 'fragment' } });
  return { status: response.status, text: await response.text(), clear: response.headers.get('X-Draft-Clear'), moved: response.redirected && response.url };
}
function answered(entry, form, answer) {
  if (entry.form === 'ballot') sentAt = Date.now();
  // The caret would keep the form as it is (see held): what was sent is not being typed any more.
  if (form?.contains(document.activeElement) && form.dataset.dirty !== '') document.activeElement.blur();
  const whole = /^\s*<!doctype/i.test(answer.text);
  if (answer.status < 400) {
    if (answer.clear) store.remove('draft:' + answer.clear);
    // Typed on while it was under way: that stays, unsent.
    if (form && form.dataset.dirty !== '') {
      delete form.dataset.dirty;
      store.remove('draft:' + form.dataset.draft);
    }
    if (whole) return location.assign(answer.moved || location.href);
    if (form?.elements.idempotency) form.elements.idempotency.value = '';
    swap(answer.text);
    return;
  }
  // Refused for good under this name: what is sent next is another sending.
  if (answer.status === 409 && form?.elements.idempotency) form.elements.idempotency.value = '';
  if (form) delete form.dataset.dirty;
  if (whole || !swap(answer.text)) { if (form) form.dataset.dirty = ''; status(form, words.refused); return; }
  const again = byId(entry.form);
  if (answer.status === 409 && again?.elements.idempotency) again.elements.idempotency.value = '';
  const wrong = form && (byId(entry.form)?.querySelector('[role=alert], [aria-invalid=true]'));
  wrong?.focus();
}
function status(form, text) {
  const place = form?.querySelector('[data-send-status]');
  if (place) { place.textContent = text; place.hidden = !text; }
  if (text) announce(text);
}
function unsent(waiting) {
  const shown = all('[data-send-status]').filter(place => place.textContent === words.unsent);
  for (const form of all('form[data-send]')) {
    const mine = waiting && outbox.some(entry => entry.form === form.id);
    const place = form.querySelector('[data-send-status]');
    if (mine && place && !shown.includes(place)) status(form, words.unsent);
    if (!mine && shown.includes(place)) status(form, '');
  }
}
document.addEventListener('submit', event => {
  const form = event.target;
  if (!form.matches('form[data-send]') || form.enctype === 'multipart/form-data') { if ('dirty' in form.dataset) keepDraft(form); return; }
  event.preventDefault();
  if (form.getAttribute('aria-busy') !== 'true' || 'latest' in form.dataset) queue(form, event.submitter);
});

// ---- Countdowns tick by the server's clock and speak at 60, 30 and 10 seconds only.
let ahead = 0;
const spoken = new Set();
function tick() {
  for (const passing of all('[data-until]')) if (Date.now() + ahead >= Number(passing.dataset.until)) passing.hidden = true;
  for (const time of all('time[data-countdown]')) {
    const left = Math.max(0, Math.ceil((Number(time.dataset.countdown) - Date.now() - ahead) / 1000));
    const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    if (time.textContent !== text) time.textContent = text;
    time.classList.toggle('soon', left <= 30);
    const mark = `${time.dataset.countdown} ${left}`;
    if ([60, 30, 10].includes(left) && !('quiet' in time.dataset) && !time.closest('[inert]') && !spoken.has(mark)) { spoken.add(mark); announce(say('left', left)); }
  }
}
function clocks(within) {
  const time = within.querySelector('time[data-server-now]');
  if (time && time.dataset.serverNow !== time.clockRead) { time.clockRead = time.dataset.serverNow; ahead = Number(time.dataset.serverNow) - Date.now(); }
}
setInterval(tick, 250);

// ---- Moments stand in the zone of their place, which they name; beside them the reader's own time where that differs. The wall is everybody's.
function clockOf(at, timeZone, isLong) {
  const day = isLong ? { day: 'numeric', month: 'long' } : {};
  // As the server writes it: 2:07, not 02:07.
  return new Intl.DateTimeFormat(`${root.lang || 'en'}-u-nu-latn`, { timeZone, hour: 'numeric', minute: '2-digit', hourCycle: 'h23', ...day }).format(at).replace(/\b0(\d[:.]\d\d)$/, '$1');
}
function moments(within) {
  if (root.classList.contains('projector')) return;
  for (const time of all('time[data-moment]', within)) {
    time.querySelector('.own')?.remove();
    const at = new Date(time.dateTime), { zone } = time.dataset;
    try {
      const own = page.dataset.zone || Intl.DateTimeFormat().resolvedOptions().timeZone;
      if (clockOf(at, own, true) === clockOf(at, zone, true)) continue;
      const sameDay = new Intl.DateTimeFormat('en', { timeZone: own }).format(at) === new Intl.DateTimeFormat('en', { timeZone: zone }).format(at);
      time.append(Object.assign(document.createElement('span'), { className: 'own', textContent: ` · ${say('ownTime', clockOf(at, own, !sameDay))}` }));
    } catch { /* a browser that does not know one of the zones: the time of the place stands */ }
  }
}

// ---- Pages of the wall take turns; a presenter's remote or the arrows turn them too, and then they stay.
const books = new Map();
function turn(by = 0) {
  for (const book of all('[data-turn]')) {
    const leaves = [...book.children], id = book.dataset.turn;
    if (!books.has(id)) books.set(id, { since: Date.now(), held: null });
    const own = books.get(id), now = own.held ?? Math.floor((Date.now() - own.since) / 20000);
    if (by) own.held = now + by + leaves.length;
    const shown = (by ? own.held : now) % leaves.length;
    leaves.forEach((leaf, place) => { leaf.hidden = place !== shown; });
  }
}
setInterval(turn, 1000, 0);
if (root.classList.contains('projector')) addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const ahead = root.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight', back = root.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
  if ([ahead, 'PageDown', ' '].includes(event.key)) turn(1); else if ([back, 'PageUp'].includes(event.key)) turn(-1); else return;
  event.preventDefault();
});

// ---- Ballots. refresh() shows what is left; the server checks again.
function refresh(form) {
  const budget = Number(form.dataset.budget);
  if ('dots' in form.dataset && budget) {
    const left = budget - spent(form);
    for (const purse of all('[data-purse]', form)) purse.replaceChildren(...Array.from({ length: budget }, (_, i) =>
      Object.assign(document.createElement('i'), { className: i < budget - left ? 'on' : '' })));
    for (const place of all('[data-left]', form)) place.textContent = say('dots', Math.max(0, left));
  }
  for (const place of all('[data-answered]', form)) {
    const groups = new Set(all('input[type=radio]', form).map(input => input.name));
    place.textContent = [...groups].filter(name => form.querySelector(`[name="${CSS.escape(name)}"]:checked`)).length;
  }
}
const spent = form => all('[data-dot]:checked, input[type=number][data-dot]', form).reduce((sum, input) => sum + (Number(input.value) || 0), 0);
document.addEventListener('click', event => {
  const dot = event.target.closest?.('.dots input[data-dot]');
  if (!dot) return;
  const form = dot.form, group = all(`[name="${CSS.escape(dot.name)}"]`, form), zero = group.find(input => input.value === '0');
  // A second tap on the last filled dot takes it back, which a radio button alone cannot do.
  if (dot.wasOn) { (group.find(input => Number(input.value) === Number(dot.value) - 1) ?? zero).checked = true; touched(form); }
  else if (spent(form) > Number(form.dataset.budget)) {
    const free = Number(form.dataset.budget) - (spent(form) - Number(dot.value));
    (group.find(input => Number(input.value) === Math.max(0, free)) ?? zero).checked = true;
    announce(words.spent);
    touched(form);
  }
});
document.addEventListener('pointerdown', event => {
  const input = event.target.closest?.('.dots label')?.querySelector('input');
  if (input) input.wasOn = input.checked && input.value !== '0';
}, true);
document.addEventListener('keydown', event => { if (event.target.matches?.('.dots input')) event.target.wasOn = false; }, true);

// Ranking: buttons move an item (without this module they are submit buttons that the server answers), or drag the grip.
function renumber(list) {
  const items = all(':scope > li', list);
  items.forEach((item, i) => {
    item.querySelector('.place').textContent = i + 1;
    item.querySelector('[data-move="-1"]').disabled = i === 0;
    item.querySelector('[data-move="1"]').disabled = i === items.length - 1;
  });
  return items;
}
document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-ranking] [data-move]');
  if (!button) return;
  event.preventDefault();
  const item = button.closest('li'), list = item.parentNode;
  if (button.dataset.move === '-1') item.previousElementSibling?.before(item); else item.nextElementSibling?.after(item);
  announce(say('moved', renumber(list).indexOf(item) + 1));
  (button.disabled ? item.querySelector('[data-move]:not(:disabled)') : button)?.focus();
  touched(button.form);
});
let dragged = null;
document.addEventListener('pointerdown', event => {
  const grip = event.target.closest?.('[data-ranking] [data-drag]');
  if (!grip || event.button) return;
  event.preventDefault();
  dragged = grip.closest('li');
  dragged.classList.add('drag');
  grip.setPointerCapture(event.pointerId);
});
document.addEventListener('pointermove', event => {
  if (!dragged) return;
  const over = all(':scope > li', dragged.parentNode).find(item => { const box = item.getBoundingClientRect(); return event.clientY > box.top && event.clientY < box.bottom; });
  if (!over || over === dragged) return;
  const box = over.getBoundingClientRect();
  if (event.clientY < box.top + box.height / 2) over.before(dragged); else over.after(dragged);
});
for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, () => {
  if (!dragged) return;
  dragged.classList.remove('drag');
  renumber(dragged.parentNode);
  touched(dragged.closest('form'));
  dragged = null;
});

// ---- Merge: drag one issue on another, or tick boxes and press Join. Both send the same form.
let carried = null;
document.addEventListener('dragstart', event => {
  carried = event.target.closest?.('form[data-merge] [data-issue]');
  if (!carried) return;
  event.dataTransfer.setData('text/plain', carried.dataset.issue);
  event.dataTransfer.effectAllowed = 'link';
  carried.classList.add('drag');
});
const target = event => { const item = carried && event.target.closest?.('[data-issue]'); return item && item !== carried && item.closest('form') === carried.closest('form') ? item : null; };
document.addEventListener('dragover', event => {
  const item = target(event);
  for (const other of all('.issue.over')) if (other !== item) other.classList.remove('over');
  if (item) { event.preventDefault(); event.dataTransfer.dropEffect = 'link'; item.classList.add('over'); }
});
document.addEventListener('drop', event => {
  const item = target(event);
  if (!item) return;
  event.preventDefault();
  const form = item.closest('form');
  for (const box of all('[name=issue]', form)) box.checked = box.value === item.dataset.issue || box.value === carried.dataset.issue;
  if (form.elements.into) form.elements.into.value = item.dataset.issue;
  form.requestSubmit(form.querySelector('[data-join]'));
});
// Enter in a wording saves that wording, and does not join what happens to be ticked.
document.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || !event.target.matches?.('form[data-merge] .wording textarea')) return;
  event.preventDefault();
  event.target.form.requestSubmit(event.target.closest('.form').querySelector('[formaction]'));
});
document.addEventListener('dragend', () => { for (const item of all('.drag, .over')) item.classList.remove('drag', 'over'); carried = null; });

// ---- Groups: drag a person to another group; it sends the form that moves people.
let seat = null;
document.addEventListener('dragstart', event => {
  seat = event.target.closest?.('[data-seating] [data-seat]');
  if (!seat) return;
  event.dataTransfer.setData('text/plain', seat.textContent.trim());
  event.dataTransfer.effectAllowed = 'move';
  seat.classList.add('drag');
});
const table = event => { const group = seat && event.target.closest?.('[data-group]'); return group && !group.contains(seat) && group.closest('[data-seating]') === seat.closest('[data-seating]') ? group : null; };
document.addEventListener('dragover', event => {
  if (!seat) return;
  const group = table(event);
  for (const other of all('[data-group].over')) if (other !== group) other.classList.remove('over');
  if (group) { event.preventDefault(); event.dataTransfer.dropEffect = 'move'; group.classList.add('over'); }
});
document.addEventListener('drop', event => {
  const group = table(event), form = seat?.closest('[data-seating]').querySelector('#mover');
  if (!group || !form) return;
  event.preventDefault();
  form.elements.participant.value = seat.dataset.seat;
  form.elements.group.value = group.dataset.group;
  form.requestSubmit();
});
document.addEventListener('dragend', () => { seat = null; });

// ---- Comforts
/// Shortcuts can be turned off (WCAG 2.1.4). Those that send something change what others see: they wait until they are armed, so that one
/// stray key moves no room. Both are remembered by the browser.
let keys = store.get('keys') !== 'off';
let armed = store.get('keys-armed') === 'on';
const isLive = element => keys && (armed || !element.matches('button'));
function showKeys() {
  for (const button of all('[data-keys-toggle]')) { button.hidden = false; button.setAttribute('aria-pressed', keys); button.textContent = keys ? words.keysOn : words.keysOff; }
  for (const button of all('[data-keys-arm]')) { button.hidden = !keys; button.setAttribute('aria-pressed', armed); button.textContent = armed ? words.armedOn : words.armedOff; }
  for (const control of all('[data-key]')) {
    if (isLive(control)) control.setAttribute('aria-keyshortcuts', control.dataset.key === ' ' ? 'Space' : control.dataset.key); else control.removeAttribute('aria-keyshortcuts');
    for (const cap of all('kbd', control)) cap.hidden = !isLive(control);
  }
}
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') for (const menu of all('details.menu[open]')) { menu.open = false; menu.querySelector('summary').focus(); }
  if (!keys || event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input:not([type=checkbox]):not([type=radio]), select, textarea')) return;
  // The space bar presses what has the focus.
  if (event.key === ' ' && event.target.matches('button, a, summary, input, [tabindex]')) return;
  const aim = all('[data-key]').find(element => element.dataset.key === event.key.toLowerCase() && !element.disabled && element.offsetParent && isLive(element));
  if (!aim || event.repeat) return;
  event.preventDefault();
  aim.focus();
  if (!aim.matches(typing)) aim.click();
});
/// Ways on desk pages: `/` to search, `?` to help, `g` and a letter to where the rail leads. The same switch turns them off.
let going = 0;
document.addEventListener('keydown', event => {
  const isWriting = event.target.matches?.('input, select, textarea, [contenteditable]') || event.isComposing;
  if (!keys || isWriting || event.repeat || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) { going = 0; return; }
  const key = event.key.toLowerCase(), letter = /^[a-z]$/.test(key) && event.timeStamp < going;
  const link = document.querySelector(key === '?' ? '[data-help]' : key === '/' ? '[data-go="s"]' : letter ? `[data-go="${key}"]` : ':not(*)');
  if (key !== 'shift') going = key === 'g' ? event.timeStamp + 2000 : 0;
  if (!link) return;
  event.preventDefault();
  link.click();
});
/// The present one of a row that scrolls is in sight, until somebody scrolls it.
function inSight() {
  for (const here of all('.event-tabs [aria-current], .sub-tabs [aria-current], .rail [aria-current]')) {
    const row = here.closest('ul, ol'), at = here.getBoundingClientRect(), around = row.getBoundingClientRect();
    if (row.inSight !== here.textContent) row.scrollBy(at.left + at.width / 2 - around.left - around.width / 2, 0);
    row.inSight = here.textContent;
  }
}
document.addEventListener('click', async event => {
  for (const menu of all('details.menu[open]')) if (!menu.contains(event.target)) menu.open = false;
  const button = event.target.closest?.('[data-copy], [data-print], [data-keys-toggle], [data-keys-arm]');
  if (!button) return;
  if ('print' in button.dataset) print();
  else if ('keysToggle' in button.dataset) { keys = !keys; store.set('keys', keys ? 'on' : 'off'); showKeys(); }
  else if ('keysArm' in button.dataset) { armed = !armed; store.set('keys-armed', armed ? 'on' : 'off'); showKeys(); }
  else if (await copy(button.dataset.copy)) announce(words.copied);
});
/// Passwords can be looked at before they are sent; they are hidden again when they are.
function revealing(field) {
  if (field.revealer?.isConnected) return;
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'plain reveal', textContent: words.reveal });
  const show = isShown => { field.type = isShown ? 'text' : 'password'; button.textContent = isShown ? words.conceal : words.reveal; };
  button.setAttribute('aria-controls', field.id);
  button.addEventListener('click', () => show(field.type === 'password'));
  field.form?.addEventListener('submit', () => show(false));
  field.revealer = button;
  field.autocapitalize = 'none';
  field.spellcheck = false;
  field.insertAdjacentElement('afterend', button);
}
async function copy(text) {
  // The clipboard needs a secure context; on a plain http address in the room the old command still works.
  try { await navigator.clipboard.writeText(text); return true; } catch { /* falls through */ }
  const area = page.appendChild(Object.assign(document.createElement('textarea'), { value: text, className: 'sr' }));
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
document.addEventListener('change', event => {
  const input = event.target;
  if (input.matches('input[type=file][data-name]')) byId(input.dataset.name).textContent = input.files[0]?.name ?? '';
  if (input.form?.matches('[data-auto]') && !(input.form.dataset.typed && input.type === 'search')) input.form.requestSubmit();
});

// ---- A question that hangs on the answer to another stands there once that is given.
function settle(form) {
  const given = new FormData(form);
  for (const one of all('[data-only-if]', form)) {
    const values = one.dataset.onlyValues.split('|');
    one.hidden = !given.getAll(one.dataset.onlyIf).some(value => values.includes(value));
  }
}
document.addEventListener('change', event => { if (event.target.form?.querySelector('[data-only-if]')) settle(event.target.form); });

// ---- A list that its form narrows: the answer's list takes the place of the one on the page, and the address follows.
let narrowing = 0, typed = 0;
async function narrow(form) {
  const mine = ++narrowing, url = new URL(form.action);
  url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  form.setAttribute('aria-busy', 'true');
  const answer = await fetch(url, { headers: { 'Accept': 'text/html' }, signal: AbortSignal.timeout?.(15000) }).catch(() => null);
  const text = answer?.ok && !answer.redirected ? await answer.text().catch(() => null) : null;
  if (mine !== narrowing) return;
  // Asked too often: once more in a while, with what has been typed by then.
  if (answer?.status === 429) { clearTimeout(typed); typed = setTimeout(narrow, 2500, form); return; }
  form.removeAttribute('aria-busy');
  const fresh = text && new DOMParser().parseFromString(text, 'text/html').getElementById(form.dataset.typed);
  if (!fresh) return form.submit();
  swap(fresh.outerHTML);
  history.replaceState(history.state, '', url);
}
document.addEventListener('input', event => {
  const form = event.target.form;
  if (event.target.type !== 'search' || event.isComposing || !form?.dataset.typed) return;
  clearTimeout(typed);
  typed = setTimeout(narrow, 250, form);
});
document.addEventListener('submit', event => {
  if (!event.target.dataset.typed) return;
  event.preventDefault();
  clearTimeout(typed);
  narrow(event.target);
});

// ---- What takes long: how far it is, once a second; then the page goes where it leads, or the file comes.
async function watch() {
  const answer = await fetch(location.href, { headers: { 'Accept': 'text/html', 'X-Roundtable': 'fragment' }, signal: AbortSignal.timeout?.(15000) }).catch(() => null);
  const text = answer?.ok ? await answer.text().catch(() => null) : null;
  if (text) swap(text);
  const work = byId('work'), { leads } = work.dataset;
  if (work.dataset.work === 'running') setTimeout(watch, 1000);
  else if (leads) location.assign(leads);
}
if (document.querySelector('[data-work=running]')) setTimeout(watch, 1000);

/// Called once for the page and for each region that came in.
function enhance(within) {
  for (const form of [within, ...all('form', within)].filter(element => element.localName === 'form')) {
    if (form.dataset.draft && !('dirty' in form.dataset)) restoreDraft(form);
    refresh(form);
  }
  for (const list of all('[data-ranking]', within)) renumber(list);
  for (const field of all('input[type=password]', within)) revealing(field);
  for (const item of all('form[data-merge] [data-issue], [data-seating] [data-seat]', within)) item.draggable = true;
  clocks(within);
  moments(within);
  tick();
  showKeys();
  inSight();
  turn();
}
/// A link's page: what the link does is sent by itself once somebody looks. Scanners and previews ask for the page only.
function openLink() {
  const form = document.querySelector('form[data-open]:not([data-gone])');
  if (!form || document.hidden || document.prerendering) return;
  form.dataset.gone = '';
  form.requestSubmit();
}
document.addEventListener('visibilitychange', openLink);
document.addEventListener('prerenderingchange', openLink);
clearDrafts(page);
enhance(page);
for (const form of all('form:has([data-only-if])')) settle(form);
openLink();
connect();
flush();
