// Cards: texts that several devices write at once. The server brings together what each wrote (docs/decisions/0010-cards.md); this
// module sends what is typed, shows what comes back without moving the caret, and keeps what has not arrived on this device.
// Markup: CardField in docs/interface-kit.md.

const page = document.body, root = document.documentElement;
root.dataset.cards = '';
const words = { cardSaved: 'Saved', cardUnsent: 'Not sent yet: kept on this device.', cardUnkept: 'Not sent yet, and too much to keep on this device: leave this page open.',
  refused: 'This was not accepted. What you typed is kept.', ...parse(page.dataset.words) };
function parse(text) { try { return JSON.parse(text || '{}') ?? {}; } catch { return {}; } }
const byId = id => document.getElementById(id);
const pause = 400, longest = 2000, shownFor = 8000, forgotten = 90000;
function token() { return [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join(''); }
/// Names this page in the storage: two tabs of a browser keep their drafts apart.
const tab = token();

/// By id: what this page knows of each card. Lives on when the field leaves the page, so that what was typed is still sent.
///   base: the text that the field began with. sent: { key, base, text } on its way. seen: the newest that the server told.
///   revision: of what the field shows. mine: the newest revision that this page made.
const cards = new Map();
const field = card => byId(`card-${card.id}-text`);
const part = (card, name) => byId(`card-${card.id}-${name}`);
const isDirty = card => card.value !== card.base || card.sent !== null;
/// What can never be stored is not even kept or compared (a paste of that length does not get this far: roundtable.js).
const isHuge = card => card.value.length > 8 * card.limit;

// ---- What has not arrived is kept in the browser, and found again by the next page.
const slot = card => `card:${card.id}:${tab}`;
function keep(card, orphan = false) {
  if (isHuge(card)) { card.kept = false; return; }
  try {
    if (!isDirty(card)) localStorage.removeItem(slot(card));
    else localStorage.setItem(slot(card), JSON.stringify({ base: card.base, value: card.value, sent: card.sent, at: Date.now(), orphan }));
    card.kept = true;
  } catch { card.kept = false; }
}
/// What another page left behind: it was closed, or has not been heard of for a while.
function adopt(card) {
  if (isDirty(card)) return;
  let names = [];
  try { names = Object.keys(localStorage).filter(name => name.startsWith(`card:${card.id}:`) && name !== slot(card)); } catch { return; }
  for (const name of names) {
    const draft = parse(localStorage.getItem(name));
    if (typeof draft.value !== 'string' || typeof draft.base !== 'string') { localStorage.removeItem(name); continue; }
    if (!draft.orphan && Date.now() - draft.at < forgotten) continue;
    localStorage.removeItem(name);
    Object.assign(card, { base: draft.base, sent: draft.sent ?? null });
    show(card, draft.value);
    keep(card);
    if (card.sent) send(card); else save(card);
    return;
  }
}

// ---- The field. Its text is changed where it differs only, so that caret, scroll and undo stay as well as they can.
function show(card, text) {
  card.value = text;
  const area = field(card);
  if (!area || area.value === text) return;
  const old = area.value, most = Math.min(old.length, text.length);
  let start = 0, end = 0;
  while (start < most && old[start] === text[start]) start += 1;
  while (end < most - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end += 1;
  const [from, to, way, top] = [area.selectionStart, area.selectionEnd, area.selectionDirection, area.scrollTop];
  area.setRangeText(text.slice(start, text.length - end), start, old.length - end, 'preserve');
  area.setSelectionRange(moved(old, text, from, start, end), moved(old, text, to, start, end), way);
  area.scrollTop = top;
}
/// Where a place of the old text is in the new one: outside what changed by counting; inside by the letters before or behind it.
function moved(old, text, place, start, end) {
  if (place <= start) return place;
  if (place >= old.length - end) return place + text.length - old.length;
  let best = null;
  for (const length of [48, 24, 12, 6, 3]) {
    for (const [piece, offset] of [[old.slice(Math.max(0, place - length), place), 1], [old.slice(place, place + length), 0]]) {
      if (piece.length < 3) continue;
      for (let at = text.indexOf(piece, Math.max(0, start - length)); at >= 0; at = text.indexOf(piece, at + 1)) {
        const found = at + offset * piece.length;
        if (best === null || Math.abs(found - place) < Math.abs(best - place)) best = found;
      }
    }
    if (best !== null) return best;
  }
  return Math.min(place, text.length - end);
}

/// A form of a card that has come onto the page.
function meet(form) {
  const known = cards.get(form.dataset.card), area = form.elements.text;
  if (known) {
    if (known.form === form) return;
    known.form = form;
    // The region was made anew: what is being written goes on where it was.
    if (isDirty(known)) { if (area.value !== known.value) area.value = known.value; } else { fresh(form); show(known, known.value); }
    return;
  }
  const card = { id: form.dataset.card, form, url: form.action, limit: Number(form.dataset.limit), long: form.dataset.long, revision: Number(form.dataset.revision),
    base: form.elements.base.value.replaceAll('\r\n', '\n'), value: area.value, sent: null, seen: null, mine: 0, timer: 0, since: 0, tries: 0, kept: true,
    refused: null, composing: false };
  cards.set(card.id, card);
  if (area.hasAttribute('aria-invalid')) { card.refused = card.value; return; }
  // The browser may have put back what stood in the field before a reload.
  if (card.value !== card.base) { keep(card); schedule(card); } else adopt(card);
}
/// A newer form of the card has come with a live region; the one on the page stays.
function fresh(form) {
  const card = cards.get(form.dataset.card);
  if (!card) return false;
  const news = { revision: Number(form.dataset.revision), text: form.elements.base.value, who: form.querySelector('[id$=-writing]')?.innerHTML ?? '' };
  if (news.revision <= Math.max(card.revision, card.seen?.revision ?? 0)) return true;
  card.seen = news;
  settle(card);
  return true;
}
/// Shows what the server told last, where nothing is being written that it would disturb.
function settle(card) {
  const { seen } = card;
  if (!seen || card.sent || card.composing) return;
  if (seen.revision > card.mine && seen.who) { writing(card, seen.who); seen.who = ''; }
  if (isDirty(card)) return;
  if (seen.revision > card.revision) { card.revision = seen.revision; card.base = seen.text; show(card, seen.text); }
  card.seen = null;
}
function writing(card, who) {
  const place = part(card, 'writing');
  if (!place) return;
  place.innerHTML = who;
  place.hidden = false;
  clearTimeout(card.hiding);
  card.hiding = setTimeout(() => { const place = part(card, 'writing'); if (place) place.hidden = true; }, shownFor);
}
function tell(card, saved, trouble = '') {
  const [mark, notice] = [part(card, 'saved'), part(card, 'trouble')];
  if (mark) { mark.textContent = saved ? words.cardSaved : ''; mark.hidden = !saved; }
  if (notice && notice.textContent !== trouble) { notice.textContent = trouble; notice.hidden = !trouble; }
}

// ---- Saving: shortly after the last letter, at the latest two seconds after the first; one sending at a time, repeated until answered.
function schedule(card) {
  clearTimeout(card.timer);
  card.since ||= Date.now();
  card.timer = setTimeout(() => save(card), Math.max(0, Math.min(pause, card.since + longest - Date.now())));
}
function save(card) {
  clearTimeout(card.timer);
  if (card.sent || card.composing) return;
  card.since = 0;
  if (card.value === card.base) { keep(card); settle(card); tell(card, false); return; }
  if (card.value === card.refused) return;
  if (isHuge(card)) { card.refused = card.value; return tell(card, false, `${card.long} ${words.cardUnkept}`); }
  card.sent = { key: token(), base: card.base, text: card.value };
  keep(card);
  send(card);
}
function request(card, more = {}) {
  const body = new URLSearchParams(card.sent);
  return fetch(card.url, { method: 'POST', body, headers: { 'Accept': 'text/html', 'X-Roundtable': 'fragment' }, ...more });
}
async function send(card) {
  const { sent } = card;
  const answer = await request(card, { signal: AbortSignal.timeout?.(15000) })
    .then(async response => ({ status: response.status, text: await response.text() })).catch(() => null);
  if (card.sent !== sent) return;
  if (!answer || answer.status >= 500 || answer.status === 429 || answer.status === 408) {
    keep(card);
    tell(card, false, card.kept ? words.cardUnsent : words.cardUnkept);
    card.retry = setTimeout(() => card.sent === sent && send(card), Math.min(30000, 1000 * 2 ** card.tries++) * (0.5 + Math.random()));
    return;
  }
  card.tries = 0;
  card.sent = null;
  const told = answer.status < 300 ? parse(answer.text) : null;
  if (typeof told?.text === 'string') stored(card, sent, told); else refused(card, sent, answer.text);
}
function stored(card, sent, told) {
  card.refused = null;
  card.mine = Math.max(card.mine, told.revision);
  const newest = card.seen && card.seen.revision > told.revision ? card.seen : told;
  // Typed on meanwhile: that is a change of what was sent, and what others wrote comes with the next answer.
  if (card.value !== sent.text) card.base = sent.text;
  else {
    card.base = newest.text;
    card.revision = newest.revision;
    if (card.composing) card.value = field(card)?.value ?? card.value; else show(card, newest.text);
  }
  settle(card);
  keep(card);
  tell(card, !isDirty(card));
  if (isDirty(card)) schedule(card); else adopt(card);
}
function refused(card, sent, html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  card.refused = sent.text;
  keep(card);
  tell(card, false, template.content.querySelector('#trouble')?.textContent.trim() || words.refused);
  if (card.value !== sent.text) schedule(card);
}

// ---- What happens on the page
const ofField = event => event.target.matches?.('form[data-card] textarea') ? cards.get(event.target.form.dataset.card) : null;
document.addEventListener('input', event => {
  const card = ofField(event);
  if (!card) return;
  card.value = event.target.value;
  if (!card.sent && card.value === card.base) { card.refused = null; return save(card); }
  if (!part(card, 'trouble')?.textContent) tell(card, false);
  keep(card);
  schedule(card);
});
document.addEventListener('compositionstart', event => { const card = ofField(event); if (card) card.composing = true; });
document.addEventListener('compositionend', event => {
  const card = ofField(event);
  if (!card) return;
  card.composing = false;
  card.value = event.target.value;
  if (isDirty(card)) schedule(card); else settle(card);
});
document.addEventListener('submit', event => {
  const card = event.target.matches?.('form[data-card]') && cards.get(event.target.dataset.card);
  if (!card) return;
  event.preventDefault();
  save(card);
}, true);
// roundtable.js asks before it changes a card's form.
document.addEventListener('cardfresh', event => { if (fresh(event.detail)) event.preventDefault(); });
addEventListener('online', () => { for (const card of cards.values()) if (card.sent) { clearTimeout(card.retry); card.tries = 0; send(card); } });
addEventListener('pagehide', () => {
  for (const card of cards.values()) {
    if (!isDirty(card)) continue;
    if (!card.sent && card.value !== card.refused) card.sent = { key: token(), base: card.base, text: card.value };
    // What the browser still takes along arrives now; the next page sends the same again, which counts once.
    if (card.sent) request(card, { keepalive: true }).catch(() => {});
    keep(card, true);
  }
});
addEventListener('pageshow', event => { if (event.persisted && cards.size) location.reload(); });
setInterval(() => {
  for (const card of cards.values()) {
    if (!isDirty(card)) { adopt(card); continue; }
    keep(card);
    // What was refused may be welcome by now: the facilitator has opened the tables again.
    if (card.value === card.refused) { card.refused = null; save(card); }
  }
}, 30000);

const meetAll = within => { for (const form of within.querySelectorAll('form[data-card]')) meet(form); };
new MutationObserver(changes => {
  for (const { addedNodes } of changes) for (const node of addedNodes)
    if (node.nodeType === 1) { if (node.matches('form[data-card]')) meet(node); else meetAll(node); }
}).observe(page, { childList: true, subtree: true });
meetAll(document);
