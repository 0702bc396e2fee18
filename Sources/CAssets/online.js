// The online room: the meeting opens beside this page, which says every half minute that it is still there. What is one's own (endorsed,
// answered) is marked here, since everybody gets the same bytes. Without this module every act is a plain form.

const room = document.getElementById('online');
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const endorsed = new Set(room.dataset.endorsed.split(' ').filter(Boolean));
const own = new Set(room.dataset.own.split(' ').filter(Boolean));
const choices = new Map(room.dataset.choices.split(' ').filter(Boolean).map(pair => { const at = pair.lastIndexOf(':'); return [pair.slice(0, at), pair.slice(at + 1)]; }));

function mark() {
  for (const form of all('form.endorse')) {
    const isOn = endorsed.has(form.dataset.question), isMine = own.has(form.dataset.question);
    const button = form.querySelector('button');
    button.setAttribute('aria-pressed', String(isOn));
    button.disabled = isMine;
    form.querySelector('[name=on]').value = isOn ? '0' : '1';
  }
  for (const form of all('form.poll')) {
    const input = form.querySelector(`[value="${choices.get(form.dataset.poll)}"]`);
    if (input && !form.querySelector(':checked')) input.checked = true;
  }
}
document.addEventListener('fresh', mark);
mark();

// ---- Whether the button was pressed in this tab: it goes on after a longer silence, also when the page was loaded again.
const tab = `online:${room.dataset.seat}`;
let hasJoined = (() => { try { return sessionStorage.getItem(tab) === '1'; } catch { return false; } })();
function joined() { hasJoined = true; try { sessionStorage.setItem(tab, '1'); } catch { /* only this page knows */ } }

const post = (form, fields) => fetch(form, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual',
  headers: { 'X-Roundtable': 'fragment' }, keepalive: true }).catch(() => null);
document.addEventListener('submit', async event => {
  const form = event.target;
  if (form.matches('form.endorse')) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const id = form.dataset.question, isOn = !endorsed.has(id);
    if (isOn) endorsed.add(id); else endorsed.delete(id);
    mark();
    const answer = await post(form.action, { on: isOn ? '1' : '0' });
    if (!answer || answer.status >= 400) { if (isOn) endorsed.delete(id); else endorsed.add(id); mark(); }
  } else if (form.id === 'join') {
    // Opened in the press itself: a browser lets nothing open later.
    event.preventDefault();
    event.stopImmediatePropagation();
    const opened = form.dataset.link;
    open(opened, '_blank', 'noreferrer');
    joined();
    const answer = await post(form.action, { heads: form.elements.heads.value });
    moved(opened, answer?.ok ? (await answer.json().catch(() => null))?.link : null);
  } else if (form.matches('form.poll')) {
    const chosen = form.querySelector(':checked');
    if (!chosen) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const before = choices.get(form.dataset.poll);
    choices.set(form.dataset.poll, chosen.value);
    const button = form.querySelector('button');
    button.disabled = true;
    const answer = await post(form.action, { choice: chosen.value });
    button.disabled = false;
    if (!answer || answer.status >= 400) { choices.set(form.dataset.poll, before); form.submit(); }
  }
}, true);
/// The link was changed after this page had been told it: whoever was led to the old one, or sits there, is shown the new one.
function moved(from, to) {
  const box = document.getElementById('online-moved');
  if (!to || !from || to === from || !box) return;
  const way = box.querySelector('a');
  way.href = to;
  box.hidden = false;
}

/// Whether the button leads on, and where: the link may have been changed since.
let lastBeat = 0;
async function beat() {
  lastBeat = Date.now();
  const answer = await post(room.dataset.presence, hasJoined ? { joined: '1' } : {});
  if (!answer?.ok) return;
  const { link } = await answer.json().catch(() => ({ link: null })), form = document.getElementById('join');
  if (Boolean(link) !== Boolean(form)) { if (!document.querySelector('#ask textarea')?.value) location.reload(); }
  else if (form && link) {
    if (hasJoined) moved(form.dataset.link, link);
    form.dataset.link = link;
  }
}
setInterval(beat, 30000);
// A phone that wakes up, a tab that is looked at again: at once, and once.
const again = () => { if (!document.hidden && Date.now() - lastBeat > 20000) beat(); };
document.addEventListener('visibilitychange', again);
addEventListener('pageshow', again);
addEventListener('online', again);
beat();
