/** The alliance "1+4+X": members with their terms, and the joint committees of buildings. */
import { useMay } from "../../../app/session";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Page as Frame, Section } from "../../../kit/Page";
import { Table } from "../../../kit/Table";
import { To } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { type Organisation, useOrganisations } from "../lists";
import { place as organisation } from "../organisation/place";
import { Found, Register } from "./Office";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  const organisations = useOrganisations();
  const committees = useList("/api/activities/committees", {}, {});
  const office = useMay("activities:manage");
  const members = organisations.rows.filter(({ node }) => node !== null);
  return (
    <Frame place={place} intro={w("intro", { members: members.length, all: organisations.rows.length })}>
      <Section title={w("members")}>
        <Listed of={organisations} empty={w("none")}>
          {(rows) => <Members of={[...members, ...rows.filter(({ node }) => node === null)]} />}
        </Listed>
        {office && <Register />}
      </Section>
      <Section title={w("committees")}>
        <Table
          caption={w("committees")}
          empty={w("no_committees")}
          of={committees}
          id={({ committee_id }) => committee_id}
          columns={{
            building: { title: w("building"), cell: (one) => one.building },
            name: { title: w("name"), cell: (one) => one.name },
            members: { title: w("members"), cell: (one) => one.members.join("、") || "—" },
          }}
        />
        {office && <Found />}
      </Section>
    </Frame>
  );
}

function Members({ of }: { of: readonly Organisation[] }) {
  const w = useWords(words);
  const opens = useMay(organisation.permission);
  return (
    <Table
      caption={w("members")}
      empty={w("none")}
      of={of}
      id={({ organisation_id }) => organisation_id}
      find={({ name, buildings }) => `${name} ${buildings.join(" ")}`}
      columns={{
        name: {
          title: w("name"),
          cell: (one) =>
            opens ? (
              <To place={organisation} params={{ organisation_id: one.organisation_id }}>
                {one.name}
              </To>
            ) : (
              one.name
            ),
          sort: (one) => one.name,
        },
        node: { title: w("node"), cell: (one) => (one.node ? w.of("kinds", one.node) : "—") },
        term: {
          title: w("term"),
          cell: (one) => (one.since ? `${one.since} – ${one.until ?? w("open_end")}` : "—"),
          sort: (one) => one.since,
        },
        buildings: { title: w("buildings"), cell: (one) => one.buildings.join("、") || "—" },
        source: { title: w("source"), cell: (one) => <SourceTag source={one.source} /> },
      }}
    />
  );
}
