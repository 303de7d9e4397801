/** The scans of this phone: taken at once, uploaded when there is a network, each ends as accepted or listed. */
import { useCallback, useEffect, useRef, useState } from "react";
import { useCommand } from "../../../kit/command";
import { acknowledge, device, forget, keep, missing, type Scan, scans } from "./store";

const UPLOAD = "/api/activities/sessions/{session_id}/scans";
const PEOPLE = "/api/activities/sessions/{session_id}/registrations";
const CONFLICTS = "/api/activities/sessions/{session_id}/scans/conflicts";
const BATCH = 100;
const EVERY_MS = 10_000;

/** The scans of one session that wait, the oldest session's first; a batch of them at most. */
export function nextBatch(all: readonly Scan[]): Scan[] {
  const waiting = all
    .filter(({ state }) => state === "waiting")
    .sort((a, b) => a.scanned_at.localeCompare(b.scanned_at));
  return waiting.filter(({ session }) => session === waiting[0]?.session).slice(0, BATCH);
}

export function useScans() {
  const [all, setAll] = useState<Scan[]>([]);
  const [lost, setLost] = useState(0);
  const [broken, setBroken] = useState(false);
  const underway = useRef(new Set<string>());
  const upload = useCommand(UPLOAD, { refreshes: [PEOPLE, CONFLICTS] });

  const read = useCallback(async () => {
    try {
      setAll(await scans());
      setBroken(false);
    } catch {
      setBroken(true);
    }
  }, []);

  useEffect(() => {
    void navigator.storage?.persist?.().catch(() => false);
    void read();
    void missing().then(setLost, () => setBroken(true));
  }, [read]);

  const send = async () => {
    const batch = nextBatch(await scans().catch(() => []));
    const session = batch[0]?.session;
    if (session === undefined || upload.isPending) return;
    const body = {
      device: await device(),
      sent_at: new Date().toISOString(),
      scans: batch.map(({ scan_id, ticket, registration_id, scanned_at }) => ({
        scan_id,
        ticket,
        registration_id,
        scanned_at,
      })),
    };
    for (const { scan_id } of batch) underway.current.add(scan_id);
    upload.send({ path: { session_id: session }, body }, async (reply) => {
      const outcomes = new Map(reply.scans.map((one) => [one.scan_id, one]));
      await keep(
        ...batch.map((scan): Scan => {
          const outcome = outcomes.get(scan.scan_id);
          if (!outcome) return scan;
          return { ...scan, state: outcome.reason ? "listed" : "accepted", reason: outcome.reason };
        }),
      );
      await read();
    });
  };
  const latest = useRef(send);
  latest.current = send;

  const waiting = all.filter(({ state }) => state === "waiting").length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is new is sent; what failed, again after a while
  useEffect(() => {
    const go = () => void latest.current();
    go();
    const timer = setInterval(go, EVERY_MS);
    window.addEventListener("online", go);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", go);
    };
  }, [waiting]);

  const take = async (of: Pick<Scan, "session" | "ticket" | "registration_id">) => {
    const scan: Scan = {
      ...of,
      scan_id: crypto.randomUUID(),
      scanned_at: new Date().toISOString(),
      state: "waiting",
      reason: null,
    };
    try {
      await keep(scan);
    } catch (error) {
      setBroken(true);
      throw error;
    }
    await read();
  };
  /** Only what was never sent is taken back here; true where it was. */
  const takeBack = async (scan: Scan) => {
    if (scan.state !== "waiting" || underway.current.has(scan.scan_id)) return false;
    await forget(scan.scan_id);
    await read();
    return true;
  };
  const read_loss = async () => {
    await acknowledge();
    setLost(0);
  };
  return { all, waiting, lost, broken, error: upload.error, take, takeBack, acknowledge: read_loss, read };
}

/** Whether the browser has a network; that the room answers is seen by what waits. */
export function useOnline(): boolean {
  const [online, set] = useState(navigator.onLine);
  useEffect(() => {
    const changed = () => set(navigator.onLine);
    window.addEventListener("online", changed);
    window.addEventListener("offline", changed);
    return () => {
      window.removeEventListener("online", changed);
      window.removeEventListener("offline", changed);
    };
  }, []);
  return online;
}
