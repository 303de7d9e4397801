/** Where and when a session is from now on, and why: the form of its page and of the calendar. */
import { clock, localDay } from "../../../format/time";
import type { Commanding } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, day, text, time } from "../../../kit/fields";
import { useWords } from "../../../kit/words";
import { useVenues } from "../lists";
import { heldSeats, type Session } from "../sessions";
import { words } from "./words";

interface MoveFormProps {
  session: Session;
  command: Commanding<"/api/activities/sessions/{session_id}/move">;
  /** Where it was dropped. */
  to?: { venue_id?: string | undefined; day?: string | undefined };
  then?: () => void;
}

export function MoveForm({ session, command, to = {}, then }: MoveFormProps) {
  const w = useWords(words);
  const venues = useVenues();
  if (venues.isPending) return null;
  return (
    <Form
      fields={{
        venue_id: choice(
          w("where"),
          venues.rows.map(({ venue_id, name }) => ({ value: venue_id, label: name })),
          { initial: to.venue_id ?? session.venue_id },
        ),
        day: day(w("move.day"), { initial: to.day ?? localDay(session.starts_at) }),
        from: time(w("move.from"), { initial: clock(session.starts_at, "en-GB") }),
        to: time(w("move.to"), { initial: clock(session.ends_at, "en-GB") }),
        reason: text(w("reason"), { most: 200 }),
        despite: text(w("move.despite"), { optional: true, most: 200 }),
      }}
      rows={[["day", "from", "to"]]}
      command={command}
      send={({ venue_id, day: on, from, to: until, reason, despite }) =>
        command.send(
          {
            path: { session_id: session.session_id },
            body: {
              venue_id,
              starts_at: `${on}T${from}:00+08:00`,
              ends_at: `${on}T${until}:00+08:00`,
              reason,
              despite,
            },
          },
          then,
        )
      }
      sure={w("move.sure", { count: heldSeats(session) })}
      primary={false}
      action={w("move.action")}
      actionTestId="move-submit"
      outcome={false}
    />
  );
}
