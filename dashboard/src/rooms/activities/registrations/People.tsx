/** Who is registered: a seat is given back, and what a paper slip says is typed in. */
import { Button } from "antd";
import { useState } from "react";
import { Act } from "../../../kit/Act";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, longText } from "../../../kit/fields";
import { useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { Section } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { Table } from "../../../kit/Table";
import { useShared, useWords } from "../../../kit/words";
import { PersonLink } from "../PersonLink";
import type { Session } from "../sessions";
import { words } from "./words";

type Registration = View<"activities-RegistrationView">;
const RATINGS = ["5", "4", "3", "2", "1"] as const;

const DOORS_MS = 2 * 3_600_000;

/** As the room has it: people are checked in from two hours before the session until two hours after it. */
function areDoorsOpen({ starts_at, ends_at }: Session, now = Date.now()): boolean {
  return now >= Date.parse(starts_at) - DOORS_MS && now <= Date.parse(ends_at) + DOORS_MS;
}

export function People({ session }: { session: Session }) {
  const w = useWords(words);
  const t = useShared();
  const people = useList(
    "/api/activities/sessions/{session_id}/registrations",
    { session_id: session.session_id },
    { after: "registration_id" },
  );
  const cancel = useCommand("/api/activities/registrations/{registration_id}/cancel");
  const checkIn = useCommand("/api/activities/registrations/{registration_id}/check-in");
  const [slip, open] = useState<Registration | null>(null);
  const isOver = Date.parse(session.ends_at) < Date.now();
  const act = (one: Registration) => {
    if (one.state !== "confirmed") return null;
    if (one.scanned_at) {
      return isOver ? (
        <Button size="small" onClick={() => open(one)} data-testid="feedback">
          {w("feedback")}
        </Button>
      ) : null;
    }
    const path = { registration_id: one.registration_id };
    return (
      <span className="acts">
        {areDoorsOpen(session) && (
          <Act
            small
            command={checkIn}
            order={{ path, body: {} }}
            label={w("check_in_person", { name: one.name })}
          >
            {w("check_in")}
          </Act>
        )}
        <Act command={cancel} order={{ path }} sure={w("cancel_sure", { name: one.name })} testId="cancel">
          {w("cancel")}
        </Act>
      </span>
    );
  };
  return (
    <Section title={w("people")} testId="people">
      <Outcome of={checkIn} />
      <Outcome of={cancel} done={w("cancelled")} />
      <Table
        caption={w("people")}
        empty={w("none_registered")}
        of={people}
        id={({ registration_id }) => registration_id}
        find={({ name }) => name}
        columns={{
          name: { title: w("name"), cell: (one) => <PersonLink of={one} />, sort: (one) => one.name },
          pool: { title: w("pool"), cell: (one) => t.of("pool", one.pool) },
          channel: { title: w("channel"), cell: (one) => t.of("channel", one.channel) },
          state: {
            title: w("state"),
            cell: (one) => (
              <>
                {w.of("states", one.state === "confirmed" && one.scanned_at ? "came" : one.state)}
                {one.conflict && " "}
                {one.conflict && <span className="tag tag-other">{w("conflict")}</span>}
              </>
            ),
          },
          act: { title: w("act"), cell: act },
        }}
      />
      {slip && <Slip key={slip.registration_id} of={slip} />}
    </Section>
  );
}

function Slip({ of }: { of: Registration }) {
  const w = useWords(words);
  const give = useCommand("/api/activities/registrations/{registration_id}/feedback");
  return (
    <>
      <h3>{w("feedback_of", { name: of.name })}</h3>
      <Form
        fields={{
          rating: choice(
            w("rating"),
            RATINGS.map((value) => ({ value, label: w(`ratings.${value}`) })),
          ),
          comment: longText(w("comment"), { optional: true, most: 200 }),
        }}
        command={give}
        send={({ rating, comment }) =>
          give.send({
            path: { registration_id: of.registration_id },
            body: { rating: Number(rating), comment },
          })
        }
        clears
        sure={w("feedback_sure")}
        primary={false}
        action={w("feedback_submit")}
        actionTestId="feedback-submit"
        done={w("feedback_done")}
        testId="slip"
      />
    </>
  );
}
