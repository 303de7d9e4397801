/** Needs, each with its page, and the form that raises one. */
import { localDay } from "../../../format/time";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import { useList } from "../../../kit/list";
import { Page as Frame, Section } from "../../../kit/Page";
import { Table } from "../../../kit/Table";
import { To, useGo } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { named, useOrganisations } from "../lists";
import { place as one } from "../need/place";
import { place } from "./place";
import { words } from "./words";

const CATEGORIES = [
  "repair",
  "elder-care",
  "health",
  "study",
  "childcare",
  "safety",
  "environment",
  "other",
] as const;
export function Page() {
  const w = useWords(words);
  const needs = useList("/api/activities/needs", {}, { after: "need_id" });
  const organisations = useOrganisations();
  const name = (id: string | null) =>
    id === null ? w("resident") : (organisations.rows.find((one) => one.organisation_id === id)?.name ?? "…");
  return (
    <Frame place={place} intro={w("intro")}>
      <Raise />
      <Section title={w("list")}>
        <Table
          caption={w("list")}
          of={{ ...needs, rows: [...needs.rows].reverse() }}
          id={({ need_id }) => need_id}
          empty={w("none")}
          find={({ title }) => title}
          columns={{
            title: {
              title: w("what"),
              cell: (need) => (
                <>
                  <To place={one} params={{ need_id: need.need_id }}>
                    {need.title}
                  </To>{" "}
                  <SourceTag source={need.source} />
                </>
              ),
              sort: (need) => need.title,
            },
            state: {
              title: w("stands"),
              cell: (need) => <span className="tag tag-operator">{w.of("state", need.state)}</span>,
              sort: (need) => need.state,
            },
            category: { title: w("category"), cell: (need) => w.of("kind", need.category) },
            from: { title: w("from"), cell: (need) => name(need.organisation_id) },
            raised: {
              title: w("raised_on"),
              cell: (need) => localDay(need.raised_at),
              sort: (need) => need.raised_at,
            },
          }}
        />
      </Section>
    </Frame>
  );
}

function Raise() {
  const w = useWords(words);
  const organisations = useOrganisations();
  const go = useGo();
  const raise = useCommand("/api/activities/needs");
  return (
    <Section title={w("raise")}>
      <Form
        fields={{
          title: text(w("what"), { most: 200 }),
          category: choice(
            w("category"),
            CATEGORIES.map((value) => ({ value, label: w(`kind.${value}`) })),
          ),
          organisation_id: choice(w("from"), named(organisations), {
            optional: true,
            choose: w("resident"),
          }),
        }}
        rows={[["category", "organisation_id"]]}
        command={raise}
        send={(values) => raise.send({ body: values }, ({ need_id }) => go(one, { params: { need_id } }))}
        action={w("raise_submit")}
      />
    </Section>
  );
}
