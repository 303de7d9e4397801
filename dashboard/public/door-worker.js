/** Keeps the page of the door, so that it opens without a network. It keeps no name: people are in the page's own store. */
const CACHE = "door-1";
const PATIENCE_MS = 4000;
const ANSWERS = ["/api/session", "/api/activities/sessions"];

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The page says which files it was made of: those that came before this worker did are fetched once more.
self.addEventListener("message", ({ data, waitUntil }) => {
  if (!Array.isArray(data?.files)) return;
  const kept = caches.open(CACHE).then((cache) =>
    Promise.all(
      data.files.map(async (file) => {
        if (!(await cache.match(file))) await cache.add(file).catch(() => undefined);
      }),
    ),
  );
  waitUntil?.(kept);
});

async function fresh(request, key) {
  const cache = await caches.open(CACHE);
  const asked = fetch(request).then(async (answer) => {
    if (answer.ok) await cache.put(key, answer.clone());
    // Signed out: what was kept of this session is not shown again.
    if (answer.status === 401) await cache.delete(key);
    return answer;
  });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const first = await Promise.race([asked.catch(() => undefined), late]);
  if (first) return first;
  return (await cache.match(key)) ?? asked;
}

async function kept(request) {
  const cache = await caches.open(CACHE);
  const known = await cache.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(fresh(request, "/door"));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(kept(request));
  else if (ANSWERS.includes(url.pathname)) event.respondWith(fresh(request, url.pathname));
});
