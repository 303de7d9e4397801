/** What follows failures, one step at a time: order a rectification, recheck, close. */
import { Do } from "../../../kit/Act";
import { useList } from "../../../kit/list";
import type { View } from "../../../kit/paths";
import { useWords } from "../../../kit/words";
import { Unannounced } from "../../../parts/Unannounced";
import { words as room } from "../words";
import { words } from "./words";

type Disposal = View<"inspections-DisposalView">;

export function Disposals() {
  const r = useWords(room);
  const disposals = useList("/api/inspections/disposals", {}, { after: "disposal_id" });
  const open = disposals.rows.filter((one) => one.state !== "closed");
  if (open.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="disposals">
      <h2 id="disposals">{r("disposals")}</h2>
      <ul className="plain-list">
        {open.map((one) => (
          <li key={one.disposal_id} data-testid="disposal">
            <span className="row">
              <strong>{one.establishment_name}</strong>
              <span>{r.of("disposal", one.state)}</span>
              {one.due_on && <span>{r("due", { day: one.due_on })}</span>}
              <Unannounced day={one.due_on} />
              {one.overdue && <span className="late">{r("overdue")}</span>}
            </span>
            <Next disposal={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Next({ disposal: { disposal_id, state } }: { disposal: Disposal }) {
  const w = useWords(words);
  const r = useWords(room);
  const path = { disposal_id };
  const done = r("done");
  if (state === "opened") {
    return (
      <Do path="/api/inspections/disposals/{disposal_id}/rectify" order={{ path }} done={done}>
        {w("do_rectify")}
      </Do>
    );
  }
  if (state === "rectifying") {
    return (
      <span className="row">
        {(["passed", "failed"] as const).map((outcome) => (
          <Do
            key={outcome}
            path="/api/inspections/disposals/{disposal_id}/recheck"
            order={{ path, body: { outcome } }}
            done={done}
          >
            {w(outcome === "passed" ? "do_recheck" : "do_failed")}
          </Do>
        ))}
      </span>
    );
  }
  if (state === "rechecked") {
    return (
      <Do
        path="/api/inspections/disposals/{disposal_id}/close"
        order={{ path }}
        sure={w("do_close_sure")}
        done={done}
      >
        {w("do_close")}
      </Do>
    );
  }
  return null;
}
