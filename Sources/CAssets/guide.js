// The guide builder: preview while typing, citing by drag, button and keyboard, search in the evidence, the outline in one's own
// language. Texts themselves are cards (cards.js). Without this module every act is a plain form.

const byId = id => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const builder = byId('builder');
const area = () => document.querySelector('.editor form[data-card] textarea');
const announcer = byId('announcer');
let saying = 0;
function announce(text) {
  if (!announcer) return;
  clearTimeout(saying);
  announcer.textContent = '';
  saying = setTimeout(() => { announcer.textContent = text; saying = setTimeout(() => { announcer.textContent = ''; }, 8000); }, 50);
}
document.documentElement.dataset.guide = '';

/// Where the caret was last: pressing a button takes the focus away from the text.
let caret = null;
function remember() { const text = area(); if (text && document.activeElement === text) caret = [text.selectionStart, text.selectionEnd]; }
document.addEventListener('selectionchange', remember);
document.addEventListener('focusout', event => { if (event.target === area()) caret = [event.target.selectionStart, event.target.selectionEnd]; });

// ---- Preview: what is typed, rendered by the server as every export is.
let timer = 0, asked = 0;
function preview(wait = 350) {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const text = area(), mine = ++asked;
    // What is too long to be stored is not shown either: the field says so.
    if (!text || !builder.dataset.preview || text.value.length > 2 * (Number(text.form.dataset.limit) || Infinity)) return;
    const body = new FormData();
    body.append('language', builder.dataset.language);
    body.append('text', text.value);
    const answer = await fetch(builder.dataset.preview, { method: 'POST', body, headers: { 'Accept': 'text/html', 'X-Roundtable': 'fragment' } }).catch(() => null);
    if (!answer?.ok || mine !== asked) return;
    const template = document.createElement('template');
    template.innerHTML = await answer.text();
    const fresh = template.content.querySelector('#preview'), old = byId('preview');
    if (fresh && old && mine === asked) old.replaceWith(fresh);
  }, wait);
}

// ---- Citing: the server numbers the evidence, the marker goes to the caret.
async function cite(item, place = caret) {
  const text = area();
  if (!text) return false;
  const body = new URLSearchParams({ item });
  const answer = await fetch(builder.dataset.evidence, { method: 'POST', body, headers: { 'Accept': 'text/html', 'X-Roundtable': 'fragment' } }).catch(() => null);
  if (!answer) return false;
  if (!answer.ok) { trouble(await answer.text()); return true; }
  const { number, marker } = await answer.json();
  insert(area(), marker, place);
  announce(builder.dataset.cited.replace('{n}', number));
  return true;
}
function insert(text, marker, place) {
  const [start, end] = place ?? [text.value.length, text.value.length];
  const before = text.value[start - 1];
  const piece = (before && !/[\s([]/.test(before) ? ' ' : '') + marker;
  text.focus({ preventScroll: true });
  // A citation stands behind what is marked, and does not replace it.
  text.setRangeText(piece, end, end, 'end');
  caret = [text.selectionStart, text.selectionEnd];
  text.dispatchEvent(new Event('input', { bubbles: true }));
}
function trouble(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  const fresh = template.content.querySelector('#trouble'), old = byId('trouble');
  if (!fresh || !old) return;
  old.replaceWith(fresh);
  fresh.tabIndex = -1;
  fresh.focus();
  fresh.scrollIntoView({ block: 'nearest' });
}
document.addEventListener('submit', async event => {
  if (event.target.id === 'find') { event.preventDefault(); return search(); }
  if (event.target.id !== 'cite' || !area() || !event.submitter) return;
  event.preventDefault();
  byId('trouble').hidden = true;
  const form = event.target, button = event.submitter;
  button.disabled = true;
  const done = await cite(button.value);
  button.disabled = false;
  // No answer: the plain form asks again, and says what is wrong.
  if (!done) form.requestSubmit === undefined ? form.submit() : (byId('connection') && button.focus());
});

// ---- Drag a piece of evidence into the text.
const kind = 'application/x-roundtable-evidence';
document.addEventListener('dragstart', event => {
  const item = event.target.closest?.('.evidence-item[draggable]');
  if (!item) return;
  event.dataTransfer.setData(kind, item.dataset.item);
  event.dataTransfer.setData('text/plain', item.dataset.number ? `[@${item.dataset.number}]` : item.querySelector('.clamp').textContent);
  event.dataTransfer.effectAllowed = 'copy';
  item.classList.add('drag');
});
document.addEventListener('dragend', event => event.target.closest?.('.evidence-item')?.classList.remove('drag'));
document.addEventListener('dragover', event => {
  if (event.target !== area() || !event.dataTransfer.types.includes(kind)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
});
document.addEventListener('drop', event => {
  const item = event.target === area() && event.dataTransfer.getData(kind);
  if (!item) return;
  event.preventDefault();
  const at = offsetAt(event) ?? caret?.[1] ?? event.target.value.length;
  cite(item, [at, at]);
});
function offsetAt(event) {
  const place = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  if (place?.offsetNode === area()) return place.offset;
  // Some browsers name the text inside the field.
  return place && place.offsetNode?.nodeType === 3 && !place.offsetNode.isConnected ? place.offset : null;
}

// ---- Drag a section in the outline: before or after another, or under it (its middle). The keyboard has Alt with an arrow and the
// form “Move”. The server says where a section cannot go.
const moving = 'application/x-roundtable-section';
let dragged = null;
const outlineLine = event => event.target.closest?.('#guide-outline li[data-move]');
function zone(line, event) {
  const box = line.getBoundingClientRect(), part = (event.clientY - box.top) / box.height;
  return part < .3 ? 'before' : part > .7 ? 'after' : 'under';
}
function unmark() { all('#guide-outline [data-drop]').forEach(line => { delete line.dataset.drop; }); }
document.addEventListener('dragstart', event => {
  const line = outlineLine(event);
  if (!line) return;
  dragged = line.id;
  event.dataTransfer.setData(moving, line.dataset.move);
  event.dataTransfer.effectAllowed = 'move';
  line.classList.add('drag');
});
document.addEventListener('dragend', () => { dragged = null; unmark(); all('#guide-outline .drag').forEach(line => line.classList.remove('drag')); });
document.addEventListener('dragover', event => {
  const line = dragged && event.dataTransfer.types.includes(moving) && outlineLine(event);
  unmark();
  if (!line || line.id === dragged) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'move';
  line.dataset.drop = zone(line, event);
});
document.addEventListener('drop', event => {
  const line = outlineLine(event), path = event.dataTransfer.getData(moving);
  if (!line || !path) return;
  event.preventDefault();
  unmark();
  if (line.dataset.move !== path) move(path, zone(line, event), line.querySelector('a').dataset.section);
});
async function move(path, to, target) {
  const body = new URLSearchParams({ to, [to === 'under' ? 'parent' : 'target']: target });
  const answer = await fetch(path, { method: 'POST', body, headers: { 'Accept': 'text/html', 'X-Roundtable': 'fragment' } }).catch(() => null);
  if (!answer) return;
  if (!answer.ok) return trouble(await answer.text());
  byId('trouble').hidden = true;
  const template = document.createElement('template');
  template.innerHTML = await answer.text();
  const fresh = template.content.querySelector('#guide-outline');
  if (!fresh) return;
  byId('guide-outline').replaceChildren(...fresh.children);
  const line = all('#guide-outline li').find(line => line.dataset.move === path);
  if (line) announce(builder.dataset.moved.replace('{title}', line.querySelector('a').textContent.trim()));
}

// ---- Search and "not used yet" within the page.
const folded = text => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
function search() {
  const wanted = folded(byId('find-q').value).split(/\s+/).filter(Boolean), unused = byId('find-unused').checked;
  for (const group of all('#evidence-list .kind')) {
    let found = 0;
    for (const item of all('.evidence-item', group)) {
      const text = folded(item.textContent);
      const fits = (!unused || item.dataset.unused === '1') && wanted.every(word => text.includes(word));
      item.hidden = !fits;
      found += fits;
    }
    group.hidden = found === 0;
    if (wanted.length && found) group.open = true;
  }
}
const found = () => all('#evidence-list .evidence-item:not([hidden]) button[form=cite]').filter(button => button.closest('details').open && button.offsetParent);
byId('find')?.addEventListener('input', search);
byId('find')?.addEventListener('change', search);

// ---- Keyboard: Alt+C goes to the evidence and back, arrows walk the list, Enter cites; Alt+Q quotes what is marked.
document.addEventListener('keydown', event => {
  const letter = event.code === 'KeyC' ? 'c' : event.code === 'KeyQ' ? 'q' : '';
  if (event.altKey && !event.ctrlKey && !event.metaKey && letter) {
    event.preventDefault();
    if (letter === 'q') return quoteMarked();
    if (event.target.closest('#evidence-pane')) return area()?.focus();
    remember();
    byId('find-q').focus();
    byId('find-q').select();
    return;
  }
  if (event.target.id === 'find-q') {
    const first = found()[0];
    if (event.key === 'Enter' && first) { event.preventDefault(); first.click(); }
    if (event.key === 'ArrowDown' && first) { event.preventDefault(); first.focus(); }
    if (event.key === 'Escape') area()?.focus();
    return;
  }
  if (event.target.matches?.('button[form=cite]')) {
    const list = found(), index = list.indexOf(event.target), step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); (list[index + step] ?? byId('find-q')).focus(); }
    if (event.key === 'Escape') area()?.focus();
    return;
  }
  moveByKey(event);
});
/// In the outline: Alt with an arrow moves the section whose line has the focus; only the open one, whose forms are on the page.
function moveByKey(event) {
  const line = event.target.closest?.('#guide-outline a[aria-current]');
  const rtl = document.documentElement.dir === 'rtl';
  const to = { ArrowUp: 'up', ArrowDown: 'down', [rtl ? 'ArrowLeft' : 'ArrowRight']: 'indent', [rtl ? 'ArrowRight' : 'ArrowLeft']: 'outdent' }[event.key];
  if (!line || !event.altKey || !to) return;
  event.preventDefault();
  byId('move')?.querySelector(`[value=${to}]`)?.click();
}
function quoteMarked() {
  const selection = getSelection(), place = selection.anchorNode?.parentElement?.closest('[data-quotable]');
  const words = selection.toString().replace(/\s+/g, ' ').trim();
  if (place && words.length > 2) cite(`quote:${place.dataset.quotable} ${words}`);
}

// ---- The outline comes the same for everybody: what is open and the language are this page's own.
function mark() {
  const { section, language } = builder.dataset;
  for (const link of all('#guide-outline a[data-section]')) {
    const isHere = link.dataset.section === section;
    if (isHere !== link.hasAttribute('aria-current')) { if (isHere) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current'); }
    const wanted = `?section=${link.dataset.section}&language=${encodeURIComponent(language)}`;
    if (!link.search.endsWith(wanted)) link.search = wanted;
  }
}

if (builder) {
  document.addEventListener('input', event => { if (event.target === area()) preview(); });
  let last = area()?.value;
  // Texts of others come in without an event.
  setInterval(() => { const text = area(); if (text && text.value !== last) { last = text.value; preview(0); } }, 1500);
  const outline = byId('guide-outline'), list = byId('evidence-list');
  if (outline) new MutationObserver(mark).observe(outline, { childList: true, subtree: true, attributes: true, attributeFilter: ['href', 'aria-current'] });
  if (list) document.addEventListener('fresh', event => { if (event.target.contains(list) || list.contains(event.target)) search(); });
  mark();
  // The line that is open is in sight in a long outline.
  const here = outline?.querySelector('[aria-current]');
  if (here && outline.scrollHeight > outline.clientHeight) outline.scrollTop = here.offsetTop - outline.clientHeight / 2;
}

// ---- Comments: "Use the selected words" fills the quote with what is marked in the text (its id stands in data-quote).
document.addEventListener('mousedown', event => { if (event.target.closest?.('[data-quote]')) event.preventDefault(); });
document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-quote]'), place = button && document.getElementById(button.dataset.quote);
  if (!place) return;
  const area = place.matches('textarea') ? place : place.querySelector('textarea');
  const marked = getSelection(), inside = marked.rangeCount && place.contains(marked.getRangeAt(0).commonAncestorContainer);
  const words = area && area.selectionEnd > area.selectionStart ? area.value.slice(area.selectionStart, area.selectionEnd) : inside ? String(marked) : '';
  const quote = button.form.elements.quote;
  if (words.trim()) quote.value = words.trim();
  quote.dispatchEvent(new Event('input', { bubbles: true }));
  quote.focus();
});
