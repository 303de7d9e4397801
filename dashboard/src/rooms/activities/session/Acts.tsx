/** What can be done with a session now: each act asks for its reason and says what follows before it is done. */
import type { ReactNode } from "react";
import { oneAtATime, useCommand } from "../../../kit/command";
import { Fold } from "../../../kit/Fold";
import { Form } from "../../../kit/Form";
import { number, text } from "../../../kit/fields";
import { Outcome } from "../../../kit/Outcome";
import type { Doing } from "../../../kit/Thing";
import { useWords } from "../../../kit/words";
import { heldSeats, type Session, standing } from "../sessions";
import { MoveForm } from "./MoveForm";
import { words } from "./words";

const MANAGE = "activities:manage";

type Commands = ReturnType<typeof useCommands>;

function useCommands() {
  return oneAtATime({
    move: useCommand("/api/activities/sessions/{session_id}/move"),
    cancel: useCommand("/api/activities/sessions/{session_id}/cancel"),
    end: useCommand("/api/activities/sessions/{session_id}/end"),
    edit: useCommand("/api/activities/sessions/{session_id}/edit"),
  });
}

/** The acts with who may do them and why not now; what came of one is said although its form is gone. */
export function useSessionActs(session: Session): { doings: readonly Doing[]; outcome: ReactNode } {
  const w = useWords(words);
  const commands = useCommands();
  const state = standing(session);
  const gone =
    state === "cancelled" ? w("not.cancelled") : (state === "over" || state === "ended") && w("not.over");
  const doings: Doing[] = [
    {
      title: w("move.title"),
      permission: MANAGE,
      not: gone || (state === "begun" && w("not.begun")),
      act: <Move session={session} command={commands.move} />,
    },
    {
      title: w("edit.title"),
      permission: MANAGE,
      not: gone,
      act: <Seats session={session} command={commands.edit} />,
    },
    {
      title: w("cancel.title"),
      permission: MANAGE,
      not: gone,
      act: <Cancel session={session} command={commands.cancel} />,
    },
    {
      title: w("end.title"),
      permission: MANAGE,
      not: gone,
      act: <End session={session} command={commands.end} />,
    },
  ];
  const outcome = (
    <div data-testid="session-outcome">
      <Outcome
        of={commands.move}
        done={({ registered, conflicts }) =>
          conflicts ? w("move.conflicts", { count: conflicts }) : w("move.done", { count: registered })
        }
      />
      <Outcome of={commands.edit} done={({ promoted }) => w("edit.done", { count: promoted })} />
      <Outcome of={commands.cancel} done={({ called_off }) => w("cancel.done", { count: called_off })} />
      <Outcome of={commands.end} done={({ attended }) => w("end.done", { attended })} />
    </div>
  );
  return { doings, outcome };
}

interface ActProps<K extends keyof Commands> {
  session: Session;
  command: Commands[K];
}

function Move({ session, command }: ActProps<"move">) {
  const w = useWords(words);
  return (
    <Fold title={w("move.title")} testId="move-session">
      <MoveForm key={`${session.venue_id} ${session.starts_at}`} session={session} command={command} />
    </Fold>
  );
}

function Seats({ session, command }: ActProps<"edit">) {
  const w = useWords(words);
  return (
    <Fold title={w("edit.title")} testId="edit-session">
      <Form
        key={`${session.capacity} ${session.online_capacity}`}
        fields={{
          capacity: number(w("seats"), { least: 1, most: 100_000, initial: session.capacity }),
          online_capacity: number(w("online"), {
            least: 0,
            most: 100_000,
            initial: session.online_capacity,
          }),
          reason: text(w("reason"), { most: 200 }),
        }}
        rows={[["capacity", "online_capacity"]]}
        command={command}
        send={(values) => command.sendAll(values, { path: { session_id: session.session_id } })}
        sure={w("edit.sure")}
        primary={false}
        action={w("edit.action")}
        actionTestId="edit-submit"
        outcome={false}
      />
    </Fold>
  );
}

function Cancel({ session, command }: ActProps<"cancel">) {
  const w = useWords(words);
  return (
    <Fold title={w("cancel.title")} testId="cancel-session">
      <Form
        fields={{ reason: text(w("reason"), { most: 200 }) }}
        command={command}
        send={(values) => command.sendAll(values, { path: { session_id: session.session_id } })}
        sure={w("cancel.sure", { count: heldSeats(session), waiting: session.waiting })}
        primary={false}
        action={w("cancel.action")}
        actionTestId="cancel-submit"
        outcome={false}
      />
    </Fold>
  );
}

function End({ session, command }: ActProps<"end">) {
  const w = useWords(words);
  return (
    <Fold title={w("end.title")} testId="end-session">
      <Form
        fields={{ reason: text(w("reason"), { most: 200 }) }}
        command={command}
        send={(values) => command.sendAll(values, { path: { session_id: session.session_id } })}
        sure={w("end.sure")}
        primary={false}
        action={w("end.action")}
        actionTestId="end-submit"
        outcome={false}
      />
    </Fold>
  );
}
