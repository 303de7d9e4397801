/** What a phone at the door keeps by itself (IndexedDB): its scans until they are uploaded, and the lists of people. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";

export interface Scan {
  scan_id: string;
  session: string;
  ticket: string | null;
  registration_id: string | null;
  scanned_at: string;
  /** `waiting` until the room has answered. */
  state: "waiting" | "accepted" | "listed";
  reason: string | null;
}

export interface Person {
  registration_id: string;
  name: string;
  ticket: string;
  pool: string;
  channel: string;
  promoted: boolean;
  scanned_at: string | null;
}

interface Roster {
  session: string;
  people: Person[];
  read_at: string;
}

interface Kept extends DBSchema {
  scans: { key: string; value: Scan };
  rosters: { key: string; value: Roster };
  device: { key: string; value: string };
}

/** Names leave the phone after this long. */
const ROSTER_MS = 24 * 3_600_000;
/** Cookies are not emptied together with IndexedDB: this one says how many scans should be here. */
const MARK = "jiayuan_scans_waiting";

let database: Promise<IDBPDatabase<Kept>> | null = null;

function open(): Promise<IDBPDatabase<Kept>> {
  database ??= openDB<Kept>("jiayuan-door", 1, {
    upgrade(fresh) {
      fresh.createObjectStore("scans", { keyPath: "scan_id" });
      fresh.createObjectStore("rosters", { keyPath: "session" });
      fresh.createObjectStore("device");
    },
    // The browser closed it, as it does when it takes the storage away: the next call opens it anew.
    terminated() {
      database = null;
    },
  });
  return database;
}

function expected(): number {
  const found = document.cookie.match(new RegExp(`(?:^|; )${MARK}=(\\d+)`));
  return Number(found?.[1] ?? 0);
}

async function waiting(): Promise<number> {
  return (await scans()).filter(({ state }) => state === "waiting").length;
}

async function mark(): Promise<void> {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser of a phone
  document.cookie = `${MARK}=${await waiting()}; path=/door; max-age=2592000; SameSite=Strict`;
}

/** This phone's own name for the room; random, so that it says nothing about its owner. */
export async function device(): Promise<string> {
  const kept = await open();
  const known = await kept.get("device", "id");
  if (known) return known;
  const fresh = crypto.randomUUID();
  await kept.put("device", fresh, "id");
  return fresh;
}

export async function scans(): Promise<Scan[]> {
  return (await open()).getAll("scans");
}

/** Written before the page says that it was taken. */
export async function keep(...changed: Scan[]): Promise<void> {
  const writing = (await open()).transaction("scans", "readwrite", { durability: "strict" });
  await Promise.all([...changed.map((scan) => writing.store.put(scan)), writing.done]);
  await mark();
}

export async function forget(scan: string): Promise<void> {
  await (await open()).delete("scans", scan);
  await mark();
}

/** How many scans the browser has thrown away before they were uploaded. */
export async function missing(): Promise<number> {
  return Math.max(0, expected() - (await waiting()));
}

/** The loss was read by a person. */
export const acknowledge = mark;

export async function keepRoster(session: string, people: Person[]): Promise<void> {
  const kept = await open();
  await kept.put("rosters", { session, people, read_at: new Date().toISOString() });
  for (const old of await kept.getAll("rosters")) {
    if (Date.now() - Date.parse(old.read_at) > ROSTER_MS) await kept.delete("rosters", old.session);
  }
}

/** The session is over: no name stays on the phone. Scans stay until somebody signs in who may upload them. */
export async function forgetNames(): Promise<void> {
  await (await open()).clear("rosters");
}

export async function roster(session: string): Promise<Roster | undefined> {
  return (await open()).get("rosters", session);
}
