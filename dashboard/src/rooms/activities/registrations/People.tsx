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
import type { Session } from "../sessions";
import { words } from "./words";

type Registration = View<"activities-RegistrationView">;
const RATINGS = ["5", "4", "3", "2", "1"] as const;

export function People({ session }: { session: Session }) {
  const w = useWords(words);
  const t = useShared();
  const people = useList(
    "/api/activities/sessions/{session_id}/registrations",
    { session_id: session.session_id },
    { after: "registration_id" },
  );
  const cancel = useCommand("/api/activities/registrations/{registration_id}/cancel");
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
    return (
      <Act
        command={cancel}
        order={{ path: { registration_id: one.registration_id } }}
        sure={w("cancel_sure", { name: one.name })}
        testId="cancel"
      >
        {w("cancel")}
      </Act>
    );
  };
  return (
    <Section title={w("people")} testId="people">
      <Outcome of={cancel} done={w("cancelled")} />
      <Table
        caption={w("people")}
        empty={w("none_registered")}
        of={people}
        id={({ registration_id }) => registration_id}
        find={({ name }) => name}
        columns={{
          name: { title: w("name"), cell: (one) => one.name, sort: (one) => one.name },
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
