/** One organisation: its place in the alliance, its terms, its venues, and what happened to it. */
import { useMay } from "../../../app/session";
import { Answered } from "../../../kit/Listed";
import { Section } from "../../../kit/Page";
import { useRead } from "../../../kit/read";
import { Table } from "../../../kit/Table";
import { Thing } from "../../../kit/Thing";
import { useParts } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { place as alliance } from "../alliance/place";
import { words as allianceWords } from "../alliance/words";
import { type Organisation, useVenues } from "../lists";
import { VenueLink } from "../VenueLink";
import { words as room } from "../words";
import { Admit, Join } from "./Acts";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const { organisation_id } = useParts(place);
  const organisation = useRead("/api/activities/organisations/{organisation_id}", { organisation_id });
  return (
    <Answered of={organisation} inner={false}>
      {(found) => <OneOrganisation key={found.organisation_id} one={found} />}
    </Answered>
  );
}

function OneOrganisation({ one }: { one: Organisation }) {
  const w = useWords(words);
  const a = useWords(allianceWords);
  const reads = useMay("activities:read");
  const id = one.organisation_id;
  return (
    <Thing
      place={place}
      name={one.name}
      back={alliance}
      state={
        <>
          <span className="tag">{one.node ? w.of("kinds", one.node) : w("no_member")}</span>{" "}
          <SourceTag source={one.source} />
        </>
      }
      facts={[
        [w("kind"), a.of("organisation_kind", one.kind)],
        [w("member"), one.node && w.of("kinds", one.node)],
        [w("term"), one.since && `${one.since} – ${one.until ?? w("open_end")}`],
        [w("buildings"), one.buildings.join("、")],
      ]}
      doings={[
        { title: w("admit"), permission: "activities:manage", act: <Admit of={one} /> },
        { title: w("join"), permission: "activities:manage", act: <Join of={one} /> },
      ]}
      {...(reads
        ? { history: { room: "activities", kind: "organisation", id, names: { [id]: one.name } } }
        : {})}
    >
      <Section title={w("terms")}>
        <Table
          caption={w("terms")}
          of={one.terms}
          id={({ since, node }) => `${since} ${node}`}
          empty={w("no_terms")}
          columns={{
            node: { title: a("node"), cell: (term) => w.of("kinds", term.node) },
            term: {
              title: w("term"),
              cell: (term) => `${term.since} – ${term.until ?? w("open_end")}`,
            },
            source: { title: a("source"), cell: (term) => <SourceTag source={term.source} /> },
          }}
        />
      </Section>
      {reads && <Venues of={id} />}
    </Thing>
  );
}

function Venues({ of }: { of: string }) {
  const w = useWords(words);
  const r = useWords(room);
  const venues = useVenues();
  return (
    <Section title={w("venues")}>
      <Table
        caption={w("venues")}
        of={{ ...venues, rows: venues.rows.filter(({ organisation_id }) => organisation_id === of) }}
        id={({ venue_id }) => venue_id}
        empty={w("no_venues")}
        columns={{
          venue: { title: w("venue"), cell: (one) => <VenueLink id={one.venue_id}>{one.name}</VenueLink> },
          kind: { title: w("venue_kind"), cell: (one) => r.of("venue_kind", one.kind) },
        }}
      />
    </Section>
  );
}
