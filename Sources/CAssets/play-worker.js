// What a player's pages show without a connection: the page of the play, own papers with their pictures, questions and requests, as they came
// last. Of this exercise only; the page itself throws it away a quarter of an hour after ENDEX, or when somebody else sits there (play.js).

const scope = new URL(self.registration.scope).pathname;
const shelf = `play:${scope.split('/')[2]}`;
const day = 86400000;
const home = `${scope}play`;
const isKept = path => path === home || path.startsWith(`${home}/`) && !path.endsWith('/live') || path === `${scope}papers` || path.startsWith(`${scope}papers/`);
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', event => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(part(request));
  else if (isKept(url.pathname) && (request.mode === 'navigate' || request.destination === 'image')) event.respondWith(page(request, url.pathname));
});

async function part(request) {
  const store = await caches.open(shelf), known = await store.match(request.url);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) store.put(request.url, answer.clone());
  return answer;
}
async function page(request, path) {
  const store = await caches.open(shelf);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout?.(8000) });
    if (answer.ok && !answer.redirected) await store.put(path, answer.clone());
    // Not theirs any more.
    else if ([401, 403, 404, 410].includes(answer.status)) await (path === home ? caches.delete(shelf) : store.delete(path));
    return answer;
  } catch (error) {
    const known = await store.match(path);
    // A device that never heard of ENDEX keeps nothing longer than a day.
    if (known && Date.now() - Date.parse(known.headers.get('Date') ?? '') < day) return known;
    if (request.mode === 'navigate' && path !== home && await store.match(home)) return Response.redirect(home);
    throw error;
  }
}
