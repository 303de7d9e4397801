/** One day of the calendar, at one venue or at all: its sessions, what is different then, and what can be done there. */
import { Button } from "antd";
import { clock, localDay } from "../../../format/time";
import type { View } from "../../../kit/paths";
import { To } from "../../../kit/To";
import { useLanguage, useWords } from "../../../kit/words";
import { place as onePlace } from "../session/place";
import { words as ofSession } from "../session/words";
import { type Session, standing } from "../sessions";
import { words } from "./words";

export type Exception = View<"activities-VenueException">;

export interface Where {
  venue_id?: string;
  day: string;
}

/** What may be done in the calendar; from today on. */
export interface Acts {
  today: string;
  make: (where: Where) => void;
  move: (session: Session, to: { venue_id?: string; day?: string }) => void;
}

interface SlotProps extends Where {
  /** What it is called for who does not see it: the venue and the day. */
  name: string;
  sessions: readonly Session[];
  exceptions: readonly Exception[];
  acts: Acts | null;
  /** Whether the sessions say their venue themselves. */
  named?: boolean;
}

/** What a session is called while it is dragged. */
const DRAGGED = "text/plain";

export function on<R extends { starts_at: string }>(rows: readonly R[], day: string): R[] {
  return rows.filter(({ starts_at }) => localDay(starts_at) === day);
}

export function lasting(exceptions: readonly Exception[], day: string): Exception[] {
  return exceptions.filter(({ from_day, to_day }) => from_day <= day && day <= to_day);
}

export function Slot({ venue_id, day, name, sessions, exceptions, acts, named = false }: SlotProps) {
  const w = useWords(words);
  const where = venue_id ? { venue_id, day } : { day };
  return (
    <>
      {exceptions.map((one) => (
        <p key={one.exception_id} className={`agenda-${one.kind}`}>
          {one.closes ? w("longer", { until: one.closes.slice(0, 5) }) : w("closed", { reason: one.reason })}
        </p>
      ))}
      {sessions.length > 0 && (
        <ul className="plain agenda-sessions">
          {sessions.map((session) => (
            <One key={session.session_id} session={session} acts={acts} named={named} />
          ))}
        </ul>
      )}
      {acts && day >= acts.today && (
        <button
          type="button"
          className="agenda-empty"
          aria-label={w("make_at", { venue: name, day })}
          onClick={() => acts.make(where)}
        >
          +
        </button>
      )}
    </>
  );
}

function One({ session, acts, named }: { session: Session; acts: Acts | null; named: boolean }) {
  const w = useWords(words);
  const s = useWords(ofSession);
  const language = useLanguage();
  const state = standing(session);
  const movable = acts !== null && state === "planned" && Date.parse(session.starts_at) > Date.now();
  const when = `${clock(session.starts_at, language)}–${clock(session.ends_at, language)}`;
  return (
    <li
      className={`agenda-one agenda-${state}`}
      draggable={movable}
      onDragStart={(event) => event.dataTransfer.setData(DRAGGED, session.session_id)}
      data-testid={`agenda-${session.session_id}`}
    >
      <To place={onePlace} params={{ session_id: session.session_id }}>
        {when} {session.title}
      </To>
      <span className="hint">
        {named && `${session.venue_name} · `}
        {state === "planned" || state === "begun"
          ? w("held", { taken: session.confirmed, seats: session.capacity })
          : s(`states.${state}`)}
      </span>
      {movable && (
        <Button
          size="small"
          aria-label={w("move_one", { title: session.title, when })}
          onClick={() => acts.move(session, {})}
        >
          {w("move")}
        </Button>
      )}
    </li>
  );
}

/** What makes a cell a place where a session is dropped; the button of the session does the same without a mouse. */
export function drops(acts: Acts | null, where: Where, sessions: readonly Session[]) {
  if (!acts || where.day < acts.today) return {};
  return {
    onDragOver: (event: React.DragEvent) => event.preventDefault(),
    onDrop: (event: React.DragEvent) => {
      event.preventDefault();
      const dropped = event.dataTransfer.getData(DRAGGED);
      const session = sessions.find(({ session_id }) => session_id === dropped);
      if (session) acts.move(session, where);
    },
  };
}
