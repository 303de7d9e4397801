/** What was begun in the calendar: a new session, or the move of one, to be finished here. */
import { Button } from "antd";
import { useEffect, useRef } from "react";
import type { Commanding } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, day as dayField, number, text, time } from "../../../kit/fields";
import { useList } from "../../../kit/list";
import { useWords } from "../../../kit/words";
import { useVenues } from "../lists";
import { MoveForm } from "../session/MoveForm";
import type { Session } from "../sessions";
import { words } from "./words";

type Make = "/api/activities/activities/{activity_id}/sessions";
type Move = "/api/activities/sessions/{session_id}/move";

export type Opened =
  | { kind: "make"; venue_id?: string | undefined; day: string }
  | { kind: "move"; session: Session; venue_id?: string; day?: string };

interface OpenProps {
  open: Opened;
  make: Commanding<Make>;
  move: Commanding<Move>;
  close: () => void;
}

export function Open({ open, make, move, close }: OpenProps) {
  const w = useWords(words);
  const heading = useRef<HTMLHeadingElement>(null);
  // Who pressed a button far below, or dropped something there, goes on here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each thing that is opened takes the focus once
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: "nearest" });
  }, [open]);
  return (
    <section className="card stack" data-testid="agenda-open">
      <div className="card-head">
        <h2 ref={heading} tabIndex={-1}>
          {open.kind === "make" ? w("make") : w("moving", { title: open.session.title })}
        </h2>
        <Button onClick={close}>{w("close")}</Button>
      </div>
      {open.kind === "make" ? (
        <MakeForm key={`${open.venue_id} ${open.day}`} open={open} command={make} close={close} />
      ) : (
        <MoveForm
          key={`${open.session.session_id} ${open.venue_id} ${open.day}`}
          session={open.session}
          command={move}
          to={{ venue_id: open.venue_id, day: open.day }}
          then={close}
        />
      )}
    </section>
  );
}

interface MakeProps {
  open: { venue_id?: string | undefined; day: string };
  command: Commanding<Make>;
  close: () => void;
}

function MakeForm({ open, command, close }: MakeProps) {
  const w = useWords(words);
  const venues = useVenues();
  const activities = useList("/api/activities/activities", {}, { after: "activity_id" });
  if (venues.isPending || activities.isPending) return null;
  return (
    <Form
      fields={{
        activity_id: choice(
          w("activity"),
          [...activities.rows].reverse().map((one) => ({ value: one.activity_id, label: one.title })),
        ),
        venue_id: choice(
          w("venue"),
          venues.rows.map(({ venue_id, name }) => ({ value: venue_id, label: name })),
          open.venue_id ? { initial: open.venue_id } : {},
        ),
        day: dayField(w("day"), { initial: open.day }),
        from: time(w("from")),
        to: time(w("to")),
        capacity: number(w("seats"), { least: 1, most: 100_000, initial: 20 }),
        online_capacity: number(w("online"), { least: 0, most: 100_000, initial: 0 }),
        despite: text(w("despite"), { optional: true, most: 200 }),
      }}
      rows={[
        ["activity_id", "venue_id"],
        ["day", "from", "to"],
        ["capacity", "online_capacity"],
      ]}
      command={command}
      send={({ activity_id, day, from, to, ...body }) =>
        command.sendAll(
          { ...body, starts_at: `${day}T${from}:00+08:00`, ends_at: `${day}T${to}:00+08:00` },
          { path: { activity_id } },
          close,
        )
      }
      action={w("make")}
      actionTestId="agenda-make-submit"
      outcome={false}
    />
  );
}
