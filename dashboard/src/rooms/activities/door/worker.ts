/** The worker that opens this page without a network, and what it shall keep. */

/** Every file of the build that this page has loaded so far. */
function loaded(): string[] {
  return performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && /^\/(assets\/|seal\.svg)/.test(pathname))
    .map(({ pathname }) => pathname);
}

export async function startWorker(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("/door-worker.js", { scope: "/door" });
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ files: loaded() });
    const cache = await caches.open("door-1");
    // The page came before the worker did: without this the first reload offline would find nothing.
    for (const page of ["/door", "/api/session"]) {
      if (!(await cache.match(page))) await cache.add(page).catch(() => undefined);
    }
  } catch {
    // Without a worker the page works as any other does: with a network.
  }
}
