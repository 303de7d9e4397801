/** The receipt of this browser: with it, and with nothing else, an unverified vote sent from here is replaced. */
const KEY = "jiayuan.vote-receipt";
const BYTES = 16;

export function receipt(): string {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept) return kept;
    const made = fresh();
    localStorage.setItem(KEY, made);
    return made;
  } catch {
    // A browser that keeps nothing: the vote is kept all the same, and is not replaced later.
    return fresh();
  }
}

function fresh(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
