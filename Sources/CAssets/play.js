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
