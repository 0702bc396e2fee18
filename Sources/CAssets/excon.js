// Whoever runs an exercise has five seconds to take a release by hand back: <form data-grace="Releasing #12…"> waits so long, and #excon-grace,
// which stands outside of what changes by itself, says so and has the button that stops it. Without this module it goes out at once.
const seconds = 5;
let waiting = null;

function stop() {
  if (!waiting) return;
  clearInterval(waiting.clock);
  waiting.copy.remove();
  waiting = null;
  const place = document.getElementById('excon-grace');
  place.hidden = true;
  place.querySelector('span').textContent = '';
}

// Nothing goes out late by surprise: without a connection a press fails in words, and is not kept for later.
const isCut = () => !navigator.onLine || document.getElementById('connection')?.hidden === false;
document.addEventListener('submit', event => {
  const place = document.getElementById('excon-grace');
  if (!place || event.target.method !== 'post' || !isCut()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  stop();
  place.hidden = false;
  place.querySelector('span').textContent = place.dataset.offline;
  place.querySelector('b').textContent = '';
  place.querySelector('button').focus();
}, true);

document.addEventListener('submit', event => {
  const form = event.target, place = document.getElementById('excon-grace');
  if (!form.matches('form[data-grace]') || !place) return;
  event.preventDefault();
  // A second press while one waits changes nothing.
  if (waiting) return;
  // The form on the page may be exchanged meanwhile; the server refuses what was changed or released since.
  const copy = document.createElement('form');
  copy.method = 'post';
  copy.action = form.action;
  copy.hidden = true;
  for (const [name, value] of new FormData(form)) copy.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  document.body.append(copy);
  // Said once; the seconds are for the eye.
  const count = place.querySelector('b'), until = Date.now() + seconds * 1000;
  const show = () => {
    const left = Math.ceil((until - Date.now()) / 1000);
    if (left > 0) { count.textContent = left; return; }
    clearInterval(waiting.clock);
    waiting = null;
    copy.requestSubmit();
  };
  waiting = { copy, clock: setInterval(show, 200) };
  place.hidden = false;
  place.querySelector('span').textContent = form.dataset.grace;
  show();
  place.querySelector('button').focus();
});

document.addEventListener('click', event => {
  if (!event.target.closest('#excon-grace button')) return;
  stop();
  document.getElementById('excon-grace').hidden = true;
});
document.addEventListener('keydown', event => { if (event.key === 'Escape') stop(); });
// Whoever leaves the page meanwhile is asked: else the release would be lost without a word.
addEventListener('beforeunload', event => waiting && event.preventDefault());
