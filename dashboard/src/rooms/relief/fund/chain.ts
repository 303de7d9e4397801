/** The chain of a ledger, recomputed in this browser by the rule jiayuan-ledger-1 (services/relief/README.md). */
import type { components } from "../../../api/schema";

type Entry = components["schemas"]["relief-EntryView"];

const ORDER = ["available", "reserved", "received", "disbursed"];
const ZERO = "0".repeat(64);

/** An instant with the six decimals that JSON may leave out. */
export function sixDecimals(instant: string): string {
  const [whole = "", part = ""] = instant.replace(/Z$/, "").split(".");
  return `${whole}.${part.padEnd(6, "0")}Z`;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The number of the first entry that does not hold, 0 where the end is not the head, null where all holds. */
export async function firstFlaw(fundId: string, entries: Entry[], head: string): Promise<number | null> {
  let previous = ZERO;
  for (const [place, entry] of entries.entries()) {
    const legs = [...entry.legs].sort((a, b) => ORDER.indexOf(a.account) - ORDER.indexOf(b.account));
    const sum = legs.reduce((total, leg) => total + leg.amount_fen, 0);
    const lines = [
      "jiayuan-ledger-1",
      fundId,
      String(entry.number),
      entry.kind,
      entry.reference,
      sixDecimals(entry.occurred_at),
      sixDecimals(entry.posted_at),
      ...legs.map((leg) => `${leg.account} ${leg.amount_fen}`),
      entry.previous_hash,
    ];
    const hash = await sha256(lines.join("\n"));
    if (entry.number !== place + 1 || sum !== 0 || entry.previous_hash !== previous || hash !== entry.hash) {
      return entry.number;
    }
    previous = hash;
  }
  return previous === head ? null : 0;
}
