/** Who inspects and tests: inspectors with their conflicts, and the list of laboratories. */
import { localDay } from "../../../format/time";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, day, text } from "../../../kit/fields";
import { useList } from "../../../kit/list";
import { Page as Frame, Section } from "../../../kit/Page";
import { Table } from "../../../kit/Table";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import "../../../styles/inspections.css";
import { shops, useEstablishments, useLaboratories } from "../lists";
import { words as room } from "../words";
import { place } from "./place";
import { words } from "./words";

const TIES = ["family", "ownership", "former-employer", "other"] as const;

export function Page() {
  const w = useWords(words);
  return (
    <Frame place={place} intro={w("intro")}>
      <Inspectors />
      <Laboratories />
    </Frame>
  );
}

const useInspectors = () => useList("/api/inspections/inspectors", {}, {});

function Inspectors() {
  const w = useWords(words);
  const inspectors = useInspectors();
  const known = shops(useEstablishments());
  const name = (id: string) => known.find(({ value }) => value === id)?.label ?? "—";
  return (
    <Section title={w("inspectors")} className="card stack" testId="inspectors">
      <Table
        caption={w("inspectors")}
        of={inspectors}
        id={({ inspector_id }) => inspector_id}
        empty={w("no_inspectors")}
        columns={{
          name: { title: w("name"), cell: (one) => one.name, sort: (one) => one.name },
          conflicts: { title: w("conflicts"), cell: (one) => one.conflicts.map(name).join("、") || "—" },
          state: { title: w("state"), cell: (one) => w(one.active ? "active" : "inactive") },
        }}
      />
      {inspectors.rows.length > 0 && <Declare />}
    </Section>
  );
}

function Declare() {
  const w = useWords(words);
  const r = useWords(room);
  const declare = useCommand("/api/inspections/inspectors/{inspector_id}/conflicts");
  return (
    <Form
      fields={{
        inspector_id: choice(
          w("inspector"),
          useInspectors().rows.map((one) => ({ value: one.inspector_id, label: one.name })),
          { choose: r("choose") },
        ),
        establishment_id: choice(r("establishment"), shops(useEstablishments()), { choose: r("choose") }),
        reason: choice(
          w("reason"),
          TIES.map((value) => ({ value, label: w(`ties.${value}`) })),
        ),
      }}
      rows={[["inspector_id", "establishment_id", "reason"]]}
      command={declare}
      send={({ inspector_id, ...body }) => declare.send({ path: { inspector_id }, body })}
      clears
      primary={false}
      sure={w("declare_sure")}
      action={w("declare")}
      actionTestId="declare"
      done={w("declared")}
    />
  );
}

function Laboratories() {
  const w = useWords(words);
  const register = useCommand("/api/inspections/laboratories");
  return (
    <Section title={w("laboratories")} className="card stack" testId="laboratories">
      <Table
        caption={w("laboratories")}
        of={useLaboratories()}
        id={({ laboratory_id }) => laboratory_id}
        empty={w("no_laboratories")}
        columns={{
          name: { title: w("laboratory"), cell: (one) => one.name, sort: (one) => one.name },
          term: {
            title: w("term"),
            cell: (one) => `${one.in_force_from} – ${one.in_force_to ?? w("open_end")}`,
            sort: (one) => one.in_force_from,
          },
          source: { title: w("source"), cell: (one) => <SourceTag source={one.source} /> },
        }}
      />
      <Form
        fields={{
          name: text(w("laboratory"), { most: 200 }),
          in_force_from: day(w("from"), { initial: localDay(new Date()) }),
          in_force_to: day(w("to"), { optional: true }),
        }}
        rows={[["in_force_from", "in_force_to"]]}
        command={register}
        send={(values) => register.send({ body: values })}
        clears
        action={w("register")}
        actionTestId="register-laboratory"
        done={w("registered")}
      />
    </Section>
  );
}
