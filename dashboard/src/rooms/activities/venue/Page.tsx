/** One venue: open or not, what works, who came, its hours and closures, the sessions here, and what happened to it. */

import { useMay } from "../../../app/session";
import { span } from "../../../format/time";
import { useCommand } from "../../../kit/command";
import { Fold } from "../../../kit/Fold";
import { Answered } from "../../../kit/Listed";
import { Outcome } from "../../../kit/Outcome";
import { Section } from "../../../kit/Page";
import { useRead } from "../../../kit/read";
import { Table } from "../../../kit/Table";
import { Thing } from "../../../kit/Thing";
import { To, useParts } from "../../../kit/To";
import { useLanguage, useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { useOrganisations, type Venue } from "../lists";
import { OrganisationLink } from "../OrganisationLink";

import { place as onePlace } from "../session/place";

import { useSessionsAhead } from "../sessions";
import { Amenities, Opening } from "../VenueFacts";
import { place as venues } from "../venues/place";
import { words as room } from "../words";
import { Closure } from "./Closure";
import { Hours } from "./Hours";
import { place } from "./place";
import { Visits } from "./Visits";
import { words } from "./words";

export function Page() {
  const { venue_id } = useParts(place);
  const venue = useRead("/api/activities/venues/{venue_id}", { venue_id });
  return (
    <Answered of={venue} inner={false}>
      {(found) => <OneVenue key={found.venue_id} venue={found} />}
    </Answered>
  );
}

function OneVenue({ venue }: { venue: Venue }) {
  const w = useWords(words);
  const r = useWords(room);
  const names = useOrganisations();
  return (
    <Thing
      place={place}
      name={venue.name}
      back={venues}
      state={<SourceTag source={venue.source} />}
      facts={[
        [w("now"), <Opening key="now" venue={venue} />],
        [w("schedule"), useSchedule(venue)],
        [w("kind"), r.of("venue_kind", venue.kind)],
        [w("address"), venue.address],
        [w("organisation"), venue.organisation_id && <OrganisationLink id={venue.organisation_id} />],
      ]}
      doings={[
        venue.kind === "relay-station" && {
          title: w("visits"),
          permission: "activities:keep-venue",
          act: <Visits venue={venue} />,
        },
        {
          title: w("hours"),
          permission: "activities:keep-venue",
          act: (
            <Fold title={w("hours")} testId="hours-fold">
              <Hours venue={venue} />
            </Fold>
          ),
        },
        {
          title: w("close"),
          permission: "activities:keep-venue",
          act: (
            <Fold title={w("close")} testId="closure-fold">
              <Closure venue={venue} />
            </Fold>
          ),
        },
      ]}
      history={{
        room: "activities",
        kind: "venue",
        id: venue.venue_id,
        names: Object.fromEntries(names.rows.map((one) => [one.organisation_id, one.name])),
      }}
    >
      <WhatIsThere venue={venue} />
      <Sessions venue={venue} />
    </Thing>
  );
}

/** The hours that count now, by kind of day. */
function useSchedule({ schedule }: Venue): string | null {
  const w = useWords(words);
  if (schedule === null) return null;
  const of = (days: string) =>
    schedule
      .filter((one) => one.days === days)
      .map(({ opens, closes }) => `${opens.slice(0, 5)}–${closes.slice(0, 5)}`)
      .join("，");
  const [working, rest] = [of("working"), of("rest")];
  return [working && w("working", { hours: working }), rest && w("rest", { hours: rest })]
    .filter(Boolean)
    .join("；");
}

function WhatIsThere({ venue }: { venue: Venue }) {
  const w = useWords(words);
  const keeps = useMay("activities:keep-venue");
  const check = useCommand("/api/activities/venues/{venue_id}/amenity-checks");
  return (
    <Section title={w("amenities")}>
      <Amenities
        venue={venue}
        {...(keeps
          ? {
              found: (amenity, state) =>
                check.send({ path: { venue_id: venue.venue_id }, body: { amenity, state } }),
            }
          : {})}
      />
      <Outcome of={check} />
    </Section>
  );
}

function Sessions({ venue }: { venue: Venue }) {
  const w = useWords(words);
  const language = useLanguage();
  const sessions = useSessionsAhead();
  const here = sessions.rows.filter(({ venue_id }) => venue_id === venue.venue_id);
  return (
    <Section title={w("upcoming")}>
      <Table
        caption={w("upcoming")}
        of={{ ...sessions, rows: here }}
        id={({ session_id }) => session_id}
        empty={w("no_sessions")}
        columns={{
          when: {
            title: w("when"),
            cell: ({ session_id, starts_at, ends_at }) => (
              <To place={onePlace} params={{ session_id }}>
                {span(starts_at, ends_at, language)}
              </To>
            ),
          },
          title: { title: w("activity"), cell: (one) => one.title },
          seats: { title: w("seats"), cell: (one) => `${one.confirmed}/${one.capacity}`, figure: true },
        }}
      />
    </Section>
  );
}
