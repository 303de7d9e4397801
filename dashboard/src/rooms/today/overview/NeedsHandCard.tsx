/** What waits for somebody, by line. */
import { Link } from "@tanstack/react-router";
import { type Overview, ROOMS } from "../../../api/types";
import { useShared, useWords } from "../../../kit/words";
import { words } from "./words";

/** Where each kind of thing is done; what has no page of its own is only counted. */
export const WHERE: Record<string, string> = {
  "session-nearly-full": "/register",
  "registration-conflict": "/registrations",
  "draft-with-sessions": "/activities",
  "need-waits": "/needs",
  "amenity-faulty": "/venues",
  "round-past-its-end": "/inspections/rounds",
  "draw-awaits-entropy": "/inspections/rounds",
  "correction-awaits-approval": "/inspections/samples",
  "sample-awaits-analysis": "/inspections/samples",
  "sample-awaits-verification": "/inspections/samples",
  "sample-awaits-publication": "/inspections/samples",
  "disposal-open": "/inspections/rounds",
  "disposal-past-its-day": "/inspections/rounds",
  "result-past-its-day": "/inspections/samples",
  "disbursement-awaits-approval": "/relief",
  "disbursement-awaits-payment": "/relief",
  "objection-awaits-decision": "/relief/cases",
  "agreement-awaits-signature": "/relief/agreements",
};

export function NeedsHandCard({ overview }: { overview: Overview }) {
  const w = useWords(words);
  const t = useShared();
  const { needs_hand: needs, lines } = overview;
  const unknown = ROOMS.some((room) => lines[room]?.status === "unavailable");
  return (
    <section className="card hand" aria-labelledby="hand-title">
      <h2 id="hand-title">{w("hand.title")}</h2>
      {needs.length === 0 ? (
        <div className="empty">
          <span className="empty-mark" aria-hidden="true">
            ✓
          </span>
          {w("hand.empty")}
        </div>
      ) : (
        <ul className="hand-list">
          {needs.map(({ room, kind, count: many }) => (
            <li key={`${room}.${kind}`} className={`hand-row hand-${room}`}>
              <span>
                <span className="hand-room">{t.of("room", room)}</span>
                {WHERE[kind] ? (
                  <Link to={WHERE[kind]}>{w.of("hand.kind", kind)}</Link>
                ) : (
                  w.of("hand.kind", kind)
                )}
              </span>
              <strong>{w("hand.count", { count: many })}</strong>
            </li>
          ))}
        </ul>
      )}
      {unknown && <p className="hint">{w("hand.unknown")}</p>}
    </section>
  );
}
