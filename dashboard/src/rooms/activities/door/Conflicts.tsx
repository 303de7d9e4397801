/** Scans that do not count by themselves: a person decides about each. */
import { clock } from "../../../format/time";
import { Act } from "../../../kit/Act";
import { useCommand } from "../../../kit/command";
import { useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { Section } from "../../../kit/Page";
import { useLanguage, useWords } from "../../../kit/words";
import { words } from "./words";

const CONFLICTS = "/api/activities/sessions/{session_id}/scans/conflicts";
const REASONS = {
  "ticket-unknown-here": "unknown",
  "ticket-shown-twice": "twice",
  "registration-cancelled": "cancelled",
  "registration-called-off": "called_off",
  "check-in-undone": "undone",
  "too-early-to-check-in": "early",
  "session-over": "late",
} as const;

export function Conflicts({ session }: { session: string }) {
  const w = useWords(words);
  const language = useLanguage();
  const list = useList(CONFLICTS, { session_id: session }, { after: "scan_id" });
  const settle = useCommand("/api/activities/sessions/{session_id}/scans/settle");
  if (list.rows.length === 0) return <Outcome of={settle} />;
  const order = (scan_id: string, settlement: "checked-in" | "dismissed") => ({
    path: { session_id: session },
    body: { scan_id, settlement },
  });
  return (
    <Section title={w("conflicts", { count: list.rows.length })} testId="door-conflicts">
      <Outcome of={settle} />
      <ul className="door-list">
        {list.rows.map((one) => (
          <li key={one.scan_id} className="door-person" data-testid="door-conflict">
            <span>
              <strong>{one.name ?? one.ticket}</strong>
              <span className="soft">
                {clock(one.scanned_at, language)} ·{" "}
                {w.of("reason", REASONS[one.reason as keyof typeof REASONS] ?? "other")}
              </span>
            </span>
            <span className="acts">
              {one.may_check_in && !one.checked_in_at && (
                <Act small command={settle} order={order(one.scan_id, "checked-in")} testId="settle-came">
                  {w("settle_came")}
                </Act>
              )}
              <Act small command={settle} order={order(one.scan_id, "dismissed")} testId="settle-dismiss">
                {w("settle_dismiss")}
              </Act>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
