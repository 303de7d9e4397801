/** A person at the counter: what they are registered for, and where they wait; a seat or a place is given back here. */

import { useMay } from "../../../app/session";
import { span } from "../../../format/time";
import { Act } from "../../../kit/Act";
import { useCommand } from "../../../kit/command";
import { Answered } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { Section } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useRead } from "../../../kit/read";
import { type Column, Table } from "../../../kit/Table";
import { Thing } from "../../../kit/Thing";
import { To, useParts } from "../../../kit/To";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { place as register } from "../register/place";
import { place as registrations } from "../registrations/place";
import { place as session } from "../session/place";
import { place } from "./place";
import { words } from "./words";

type Person = View<"activities-PersonView">;
type Seat = View<"activities-SeatView">;
type Line = Person["waiting"][number];

export function Page() {
  const { person_id: subject_ref } = useParts(place);
  const person = useRead("/api/activities/people/{subject_ref}", { subject_ref });
  return (
    <Answered of={person} inner={false}>
      {(found) => <OnePerson key={found.subject_ref} person={found} />}
    </Answered>
  );
}

function OnePerson({ person }: { person: Person }) {
  const w = useWords(words);
  return (
    <Thing
      place={place}
      name={person.name}
      back={registrations}
      facts={[
        [w("phone"), person.phone_end && `**** ${person.phone_end}`],
        [w("account"), w(person.has_account ? "has_account" : "none")],
      ]}
      doings={[
        {
          title: w("register"),
          permission: "activities:register",
          act: (
            <p>
              <To place={register}>{w("register")}</To> <span className="hint">{w("register_at")}</span>
            </p>
          ),
        },
      ]}
    >
      <Seats of={person.subject_ref} />
      <Lines of={person.waiting} />
    </Thing>
  );
}

/** The session that a row is about, where, and in which of its pools. */
function useColumns() {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  return {
    session: {
      title: w("session"),
      cell: (one: Seat | Line) => (
        <To place={session} params={{ session_id: one.session_id }}>
          {one.title} · {span(one.starts_at, one.ends_at, language)}
        </To>
      ),
    },
    venue: { title: w("venue"), cell: (one: Seat | Line) => one.venue_name },
    pool: { title: w("pool"), cell: (one: Seat | Line) => t.of("pool", one.pool) },
  };
}

function Seats({ of }: { of: string }) {
  const w = useWords(words);
  const t = useShared();
  const registers = useMay("activities:register");
  const cancel = useCommand("/api/activities/registrations/{registration_id}/cancel");
  const seats = useList(
    "/api/activities/people/{subject_ref}/registrations",
    { subject_ref: of },
    { before: "registration_id", paged: true },
  );
  const act: Column<Seat> = {
    title: w("act"),
    cell: (one) =>
      one.state === "confirmed" &&
      !one.scanned_at && (
        <Act
          small
          command={cancel}
          order={{ path: { registration_id: one.registration_id } }}
          sure={w("cancel_sure")}
          testId="cancel"
        >
          {w("cancel")}
        </Act>
      ),
  };
  return (
    <Section title={w("seats")} testId="seats">
      <Outcome of={cancel} done={w("cancelled")} />
      <Table
        caption={w("seats")}
        of={seats}
        id={({ registration_id }) => registration_id}
        empty={w("no_seats")}
        columns={{
          ...useColumns(),
          channel: { title: w("channel"), cell: (one) => t.of("channel", one.channel) },
          state: {
            title: w("state"),
            cell: (one) => w.of("states", one.state === "confirmed" && one.scanned_at ? "came" : one.state),
          },
          ...(registers ? { act } : {}),
        }}
      />
    </Section>
  );
}

function Lines({ of }: { of: readonly Line[] }) {
  const w = useWords(words);
  const registers = useMay("activities:register");
  const leave = useCommand("/api/activities/waitlist/{entry_id}/withdraw");
  const act: Column<Line> = {
    title: w("act"),
    cell: (one) => (
      <Act
        small
        command={leave}
        order={{ path: { entry_id: one.entry_id } }}
        sure={w("leave_sure")}
        testId="leave"
      >
        {w("leave")}
      </Act>
    ),
  };
  return (
    <Section title={w("lines")} testId="lines">
      <Outcome of={leave} done={w("left")} />
      <Table
        caption={w("lines")}
        of={of}
        id={({ entry_id }) => entry_id}
        empty={w("no_lines")}
        columns={{ ...useColumns(), ...(registers ? { act } : {}) }}
      />
    </Section>
  );
}
