/**
 * The rule `jiayuan-draw-1` once more, in the browser: described in docs/draw/README.md, SHA-256 by WebCrypto.
 *
 * It takes what is public and nothing else, and says for each step whether it comes out as it was published.
 */

export interface PublishedItem {
  id: string;
  risk_class: string;
  weight: number;
}

export interface PublishedDraw {
  pool: readonly PublishedItem[];
  digest: string;
  commitment: string;
  nonce: string;
  entropy: string;
  seed: string;
  places: number;
  floors: Readonly<Record<string, number>>;
  result: readonly { id: string; removed_at?: string | null }[];
}

export type Step = "digest" | "commitment" | "seed" | "result";

export interface Recomputed {
  matches: Record<Step, boolean>;
  digest: string;
  seed: string;
  /** Every place of the pool in the order of the draw, with its number as 64 hex digits. */
  order: { id: string; number: string }[];
  drawn: string[];
}

const CLASSES = ["D", "C", "B", "A"];
const text = new TextEncoder();

async function sha256(of: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", text.encode(of));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Plain comparison of ASCII: a language's own collation would order differently.
function before(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function numberOf(item: PublishedItem, seed: string): Promise<string> {
  const tickets = Array.from({ length: item.weight }, (_, j) => sha256(`${seed}|${item.id}|${j + 1}`));
  // Hex digits of one length sort as the numbers that they are.
  return (await Promise.all(tickets)).sort(before)[0] ?? "";
}

export function select(
  order: readonly PublishedItem[],
  places: number,
  floors: Readonly<Record<string, number>>,
): string[] {
  const taken = new Set<string>();
  for (const risk of CLASSES) {
    const ofClass = order.filter((item) => item.risk_class === risk);
    for (const item of ofClass.slice(0, floors[risk] ?? 0)) taken.add(item.id);
  }
  const rest = order.filter((item) => !taken.has(item.id));
  for (const item of rest.slice(0, Math.max(0, places - taken.size))) taken.add(item.id);
  return order.filter((item) => taken.has(item.id)).map((item) => item.id);
}

export async function recompute(file: PublishedDraw): Promise<Recomputed> {
  const pool = [...file.pool].sort((a, b) => before(a.id, b.id));
  const lines = pool.map((item) => `${item.id} ${item.risk_class} ${item.weight}\n`);
  const digest = await sha256(`jiayuan-pool-1\n${lines.join("")}`);
  const commitment = await sha256(file.nonce);
  const seed = await sha256(`jiayuan-draw-1\n${digest}\n${file.nonce}\n${file.entropy}\n`);
  const numbered = await Promise.all(
    pool.map(async (item) => ({ ...item, number: await numberOf(item, seed) })),
  );
  numbered.sort((a, b) => before(a.number, b.number) || before(a.id, b.id));
  const removed = new Set(file.result.filter((place) => place.removed_at).map((place) => place.id));
  const drawn = select(
    numbered.filter((item) => !removed.has(item.id)),
    file.places,
    file.floors,
  );
  const published = file.result.filter((place) => !removed.has(place.id)).map((place) => place.id);
  return {
    matches: {
      digest: digest === file.digest,
      commitment: commitment === file.commitment,
      seed: seed === file.seed,
      result: drawn.join() === published.join(),
    },
    digest,
    seed,
    order: numbered.map(({ id, number }) => ({ id, number })),
    drawn,
  };
}
