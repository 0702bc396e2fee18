// An inject or a move is put at another time on its time line: its mark is dragged, or moved by the arrow keys while it has the focus (with shift five
// minutes) and put there by Enter; Escape leaves it. It fills the form #put, which works without this module. As for all that changes what
// others see, only while keys are armed (the button of roundtable.js, remembered by the browser).
const minute = 60000;
let held = null;
const armed = () => { const button = document.querySelector('[data-keys-arm]'); return !!button && !button.hidden && button.getAttribute('aria-pressed') === 'true'; };
const two = number => String(number).padStart(2, '0');
const text = time => `${Math.floor(time / 3600000)}:${two(Math.floor(time / minute) % 60)}`;
const marks = put => [...document.querySelectorAll('a[data-put]')].filter(mark => mark.dataset.put === put);

function hold(mark) {
  const svg = mark.closest('svg[data-span]');
  if (!svg || !document.getElementById('put')) return null;
  if (held?.put === mark.dataset.put) return held;
  leave();
  const seen = Number(mark.dataset.put.split(':').at(-1));
  return held = { put: mark.dataset.put, seen, due: seen, unit: Number(svg.dataset.width) / Number(svg.dataset.span), svg };
}
function show() {
  for (const mark of marks(held.put)) mark.setAttribute('transform', `translate(${(held.due - held.seen) * held.unit} 0)`);
  const at = document.getElementById('put-at'), words = document.querySelector('[data-put-words]')?.dataset.putWords;
  if (at && words) at.textContent = words.replace('{1}', text(held.due));
}
function leave() {
  if (!held) return;
  for (const mark of marks(held.put)) mark.removeAttribute('transform');
  const at = document.getElementById('put-at');
  if (at) at.textContent = '';
  held = null;
}
function put() {
  const form = document.getElementById('put'), { put: inject, seen, due } = held;
  if (due === seen) return leave();
  const choice = form.elements.inject;
  // The list of a page that renews itself is as old as the page.
  if (![...choice.options].some(option => option.value === inject)) choice.add(new Option(inject, inject));
  choice.value = inject;
  form.elements.time.value = text(due);
  form.requestSubmit();
}
// Snapped to whole minutes; not before STARTEX.
const snap = time => Math.max(0, Math.round(time / minute) * minute);

document.addEventListener('pointerdown', event => {
  const mark = event.target.closest?.('a[data-put]');
  if (!mark || event.button !== 0 || !armed() || !hold(mark)) return;
  held.from = event.clientX;
  held.scale = held.svg.getScreenCTM().a;
  held.moved = false;
});
document.addEventListener('pointermove', event => {
  if (held?.from === undefined) return;
  // Let go outside the window.
  if (!event.buttons) return leave();
  const time = (event.clientX - held.from) / held.scale / held.unit;
  if (!held.moved && Math.abs(event.clientX - held.from) < 4) return;
  held.moved = true;
  held.due = snap(held.seen + time);
  show();
});
document.addEventListener('pointerup', () => {
  if (held?.from === undefined) return;
  const { moved } = held;
  delete held.from;
  if (moved) put(); else leave();
});
document.addEventListener('pointercancel', leave);
// A link that was dragged is not followed, and the browser does not drag it itself.
let dragged = -1000;
addEventListener('pointerup', event => { if (held?.moved) dragged = event.timeStamp; }, true);
document.addEventListener('click', event => { if (event.timeStamp - dragged < 300 && event.target.closest?.('a[data-put]')) event.preventDefault(); }, true);
document.addEventListener('dragstart', event => { if (event.target.closest?.('a[data-put]') && armed()) event.preventDefault(); });

document.addEventListener('keydown', event => {
  const mark = event.target.closest?.('a[data-put]');
  if (!mark || !armed() || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step) {
    if (!hold(mark)) return;
    event.preventDefault();
    held.due = snap(held.due + step * (event.shiftKey ? 5 : 1) * minute);
    show();
  } else if (event.key === 'Enter' && held?.put === mark.dataset.put && held.due !== held.seen) {
    event.preventDefault();
    put();
  } else if (event.key === 'Escape') leave();
});
document.addEventListener('focusout', event => { if (held && held.from === undefined && event.target.closest?.('a[data-put]')) leave(); });
