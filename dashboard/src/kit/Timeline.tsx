/** What happened to a thing, as a line of sentences, from the history route of its room; the newest first. */
import { useId } from "react";
import { isForbidden } from "../api/problems";
import { clock, longDay } from "../format/time";
import { sentence } from "../i18n/sentence";
import { Listed } from "./Listed";
import { type List, useList } from "./list";
import type { Answer, Asked } from "./paths";
import { useLanguage, useShared } from "./words";
import "../styles/thing.css";

interface Paths {
  activities: "/api/activities/history/{kind}/{thing_id}";
  inspections: "/api/inspections/history/{kind}/{thing_id}";
  relief: "/api/relief/history/{kind}/{thing_id}";
}
const PATHS: Paths = {
  activities: "/api/activities/history/{kind}/{thing_id}",
  inspections: "/api/inspections/history/{kind}/{thing_id}",
  relief: "/api/relief/history/{kind}/{thing_id}",
};
type Happened = Answer<Paths["activities"]>[number];

/** Whose history it is; `names` says what the ids in its events are called. */
export type Kept = { id: string; names?: Readonly<Record<string, string>> } & (
  | { room: "activities"; kind: Asked<Paths["activities"]>["kind"] }
  | { room: "inspections"; kind: Asked<Paths["inspections"]>["kind"] }
  | { room: "relief"; kind: Asked<Paths["relief"]>["kind"] }
);

export function Timeline({ room, kind, id, names = {} }: Kept) {
  const t = useShared();
  const titleId = useId();
  // The three routes answer alike; a kind belongs to its room by the type of what this is given.
  const events: List<Happened> = useList(
    PATHS[room] as Paths["activities"],
    { kind: kind as Asked<Paths["activities"]>["kind"], thing_id: id },
    { before: ({ number }) => String(number), paged: true },
  );
  // People of an organisation read of their own things only.
  if (isForbidden(events.error)) return null;
  return (
    <section className="card stack thing-side" aria-labelledby={titleId} data-testid="timeline">
      <h2 id={titleId}>{t("thing.history")}</h2>
      <Listed of={events} empty={<p className="hint">{t("thing.no_history")}</p>}>
        {(rows) => <Lines of={rows} names={names} />}
      </Listed>
    </section>
  );
}

function Lines({ of, names }: { of: readonly Happened[]; names: Readonly<Record<string, string>> }) {
  const t = useShared();
  const language = useLanguage();
  return (
    <ol className="timeline">
      {of.map((one) => (
        <li key={one.event_id}>
          <time className="hint" dateTime={one.occurred_at}>
            {longDay(one.occurred_at, language)} {clock(one.occurred_at, language)}
          </time>
          <span>{sentence(t, one, { ...names }, language)}</span>
        </li>
      ))}
    </ol>
  );
}
