// What a desk shows when it is loaded without a connection: the page and its parts as they came last. Nothing else is kept, and the page
// itself throws it away when the day is over (desk.js).

const scope = new URL(self.registration.scope).pathname;
const shelf = `desk:${scope.split('/')[2]}`;
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', event => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(part(request));
  else if (request.mode === 'navigate' && url.pathname === scope) event.respondWith(page(request));
});

async function part(request) {
  const store = await caches.open(shelf), known = await store.match(request.url);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) store.put(request.url, answer.clone());
  return answer;
}
async function page(request) {
  const store = await caches.open(shelf);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout?.(8000) });
    // Another day's list, or a link that has ended: what is kept is this one, or nothing.
    if (answer.ok && !answer.redirected) await store.put(scope, answer.clone());
    else if (answer.status === 410 || answer.status === 404) await caches.delete(shelf);
    return answer;
  } catch (error) {
    const known = await store.match(scope);
    if (known) return known;
    throw error;
  }
}
