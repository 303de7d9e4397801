/** One session: where and when it is, who comes, what can be done with it now, and what was changed. */
import { useMay } from "../../../app/session";
import { span, stamp } from "../../../format/time";
import { Answered } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Section } from "../../../kit/Page";
import { useRead } from "../../../kit/read";
import { Table } from "../../../kit/Table";
import { Thing } from "../../../kit/Thing";
import { To, useParts } from "../../../kit/To";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { place as activity } from "../activity/place";
import { place as manage } from "../manage/place";
import { OrganisationLink } from "../OrganisationLink";
import { Line } from "../registrations/Line";
import { People } from "../registrations/People";
import { type Session, standing } from "../sessions";
import { VenueLink } from "../VenueLink";
import { useSessionActs } from "./Acts";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const { session_id } = useParts(place);
  const session = useRead("/api/activities/sessions/{session_id}", { session_id });
  return (
    <Answered of={session} inner={false}>
      {(found) => <OneSession key={found.session_id} session={found} />}
    </Answered>
  );
}

function OneSession({ session }: { session: Session }) {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  const mayRead = useMay("activities:read-registrations");
  const { doings, outcome } = useSessionActs(session);
  const state = standing(session);
  const taken = (seats: number, held: number) => (seats > 0 ? w("taken", { taken: held, seats }) : null);
  return (
    <Thing
      place={place}
      name={`${session.title} · ${span(session.starts_at, session.ends_at, language)}`}
      back={manage}
      within={[
        <To key="activity" place={activity} params={{ activity_id: session.activity_id }}>
          {session.title}
        </To>,
      ]}
      state={
        <>
          <span className={`tag session-${state}`} data-testid="session-state">
            {w(`states.${state}`)}
          </span>{" "}
          <SourceTag source={session.source} />
        </>
      }
      facts={[
        [w("when"), span(session.starts_at, session.ends_at, language)],
        [
          w("where"),
          <VenueLink key="where" id={session.venue_id}>
            {session.venue_name}
          </VenueLink>,
        ],
        [w("organisation"), <OrganisationLink key="organisation" id={session.organisation_id} />],
        [w("programme"), t.of("programme", session.programme)],
        [w("seats"), taken(session.capacity, session.confirmed)],
        [w("online"), taken(session.online_capacity, session.online_confirmed)],
        [w("waiting"), session.waiting || null],
      ]}
      doings={doings}
      outcome={outcome}
      history={{ room: "activities", kind: "session", id: session.session_id }}
    >
      {mayRead && <People session={session} />}
      {mayRead && <Line session={session} />}
      <Changes session={session} />
    </Thing>
  );
}

function Changes({ session }: { session: Session }) {
  const w = useWords(words);
  const language = useLanguage();
  const changes = useList(
    "/api/activities/sessions/{session_id}/changes",
    { session_id: session.session_id },
    {},
  );
  return (
    <Section title={w("changes")} testId="changes">
      <Table
        caption={w("changes")}
        empty={w("unchanged")}
        of={changes}
        id={({ changed_at }) => changed_at}
        columns={{
          kind: { title: w("change.kind"), cell: (one) => w.of("change.kinds", one.kind) },
          why: { title: w("change.why"), cell: (one) => one.reason },
          before: {
            title: w("change.before"),
            cell: (one) => `${span(one.starts_at, one.ends_at, language)} · ${one.venue_name}`,
          },
          at: { title: w("change.at"), cell: (one) => stamp(one.changed_at, language) },
        }}
      />
    </Section>
  );
}
