/** Food businesses: those that are inspected here, a new one, and the lists of other registers. */
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import { Page as Frame, Section } from "../../../kit/Page";
import { Table } from "../../../kit/Table";
import { To } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import "../../../styles/inspections.css";
import { place as credit } from "../credit/place";
import { KINDS, RISKS, useEstablishments, useOrganisations, useVenues } from "../lists";
import { words as room } from "../words";
import { place } from "./place";
import { Registers } from "./Registers";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  return (
    <Frame place={place} intro={w("intro")}>
      <Register />
      <Inspected />
      <Registers />
    </Frame>
  );
}

function Register() {
  const w = useWords(words);
  const r = useWords(room);
  const register = useCommand("/api/inspections/establishments");
  return (
    <Section title={w("register")} className="card stack">
      <Form
        fields={{
          name: text(w("name"), { most: 200 }),
          kind: choice(
            w("kind"),
            KINDS.map((value) => ({ value, label: r(`kind.${value}`) })),
          ),
          risk_class: choice(
            w("risk"),
            RISKS.map((value) => ({ value, label: value })),
          ),
          venue_id: choice(r("venue"), useVenues(), { optional: true, choose: r("no_venue") }),
          organisation_id: choice(w("belongs_to"), useOrganisations(), { optional: true, choose: "—" }),
        }}
        rows={[
          ["kind", "risk_class"],
          ["venue_id", "organisation_id"],
        ]}
        command={register}
        send={(values) => register.send({ body: values })}
        clears
        action={w("register")}
        done={w("registered")}
        testId="register-business"
      />
    </Section>
  );
}

function Inspected() {
  const w = useWords(words);
  const r = useWords(room);
  const all = useEstablishments();
  return (
    <Section title={w("inspected")} className="card stack">
      <Table
        caption={w("inspected")}
        of={all}
        id={({ establishment_id }) => establishment_id}
        empty={w("none")}
        find={({ name }) => name}
        columns={{
          name: {
            title: w("name"),
            cell: (one) => (
              <To place={credit} params={{ establishmentId: one.establishment_id }}>
                {one.name}
              </To>
            ),
            sort: (one) => one.name,
          },
          kind: { title: w("kind"), cell: (one) => r.of("kind", one.kind), sort: (one) => one.kind },
          risk: { title: w("risk"), cell: (one) => one.risk_class, sort: (one) => one.risk_class },
          source: { title: w("source"), cell: (one) => <SourceTag source={one.source} /> },
        }}
      />
    </Section>
  );
}
