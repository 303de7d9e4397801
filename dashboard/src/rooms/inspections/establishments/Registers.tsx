/** Other registers: a list of theirs is imported, its businesses are taken over one by one, or all of it is undone. */
import { useState } from "react";
import { Do } from "../../../kit/Act";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, longText, text } from "../../../kit/fields";
import { useList } from "../../../kit/list";
import { Section } from "../../../kit/Page";
import type { Reply, View } from "../../../kit/paths";
import { Table } from "../../../kit/Table";
import { useAddress, useGo } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { KINDS, RISKS } from "../lists";
import { words as room } from "../words";
import { place } from "./place";
import { MOST, rowsOf } from "./rows";
import { words } from "./words";

type Listing = View<"inspections-FeedListing">;
const FEED = "[a-z0-9]+(-[a-z0-9]+)*";

export function Registers() {
  const w = useWords(words);
  const { feed } = useAddress(place);
  return (
    <>
      <Section title={w("imports")} className="card stack">
        <p className="hint">{w("import_says")}</p>
        <Import />
      </Section>
      {feed !== "" && <Feed key={feed} feed={feed} />}
    </>
  );
}

function Import() {
  const w = useWords(words);
  const r = useWords(room);
  const { feed: shown } = useAddress(place);
  const go = useGo();
  const take = useCommand("/api/inspections/imports/establishments");
  const [count, setCount] = useState(0);
  return (
    <Form
      fields={{
        feed: text(w("feed"), { initial: shown, most: 80, pattern: FEED, hint: w("feed_hint") }),
        format: choice(
          w("format"),
          (["lives", "fhrs"] as const).map((value) => ({ value, label: w(`formats.${value}`) })),
        ),
        kind: choice(
          w("kind"),
          KINDS.map((value) => ({ value, label: r(`kind.${value}`) })),
        ),
        risk_class: choice(
          w("risk"),
          RISKS.map((value) => ({ value, label: value })),
        ),
        rows: longText(w("rows"), { rows: 6 }),
      }}
      rows={[
        ["feed", "format"],
        ["kind", "risk_class"],
      ]}
      command={take}
      send={({ rows: typed, ...values }) => {
        const rows = rowsOf(typed);
        setCount(rows.length);
        if (rows.length > MOST) return;
        take.send({ body: { ...values, rows } }, () => go(place, { search: { feed: values.feed } }));
      }}
      action={w("do_import")}
      done={(reply) => <Came of={reply} />}
      testId="import-list"
    >
      {count > MOST && (
        <p className="field-wrong" role="alert">
          {w("too_many", { count })}
        </p>
      )}
    </Form>
  );
}

function Came({ of }: { of: Reply<"/api/inspections/imports/establishments"> }) {
  const w = useWords(words);
  return (
    <>
      {w("imported", { ...of, refused: of.refused.length })}
      {of.refused.length > 0 && (
        <ul>
          {of.refused.map(({ line, code }) => (
            <li key={line}>{w("refused_row", { line, why: w.of("refusal", code) })}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Feed({ feed }: { feed: string }) {
  const w = useWords(words);
  const listings = useList("/api/inspections/imports/{feed}/listings", { feed }, { after: "external_id" });
  const left = listings.rows.filter((one) => !one.taken_over);
  return (
    <Section title={w("listings", { feed })} className="card stack" testId="feed">
      <Table
        caption={w("listings", { feed })}
        of={listings}
        id={({ external_id }) => external_id}
        empty={w("no_listings")}
        find={({ name, external_id }) => `${name} ${external_id}`}
        columns={{
          id: { title: w("id"), cell: (one) => one.external_id, sort: (one) => one.external_id },
          name: { title: w("name"), cell: (one) => one.name, sort: (one) => one.name },
          rating: {
            title: w("rating"),
            cell: (one) =>
              [one.score ?? w.of("standing", one.standing), one.rated_on].filter(Boolean).join(" · "),
            sort: (one) => one.score,
          },
          state: { title: w("state"), cell: (one) => w(one.taken_over ? "taken_over" : "listed") },
        }}
      />
      {listings.rows.length > 0 && <TakeOver of={left} />}
      {left.length > 0 && (
        <p className="acts">
          <Do
            path="/api/inspections/imports/{feed}/undo"
            order={{ path: { feed } }}
            sure={w("undo_sure")}
            testId="undo-import"
            done={(reply) => w(reply.left > 0 ? "undo_left" : "undone", reply)}
          >
            {w("undo")}
          </Do>
        </p>
      )}
    </Section>
  );
}

function TakeOver({ of }: { of: readonly Listing[] }) {
  const w = useWords(words);
  const take = useCommand("/api/inspections/establishments/{establishment_id}/take-over");
  return (
    <>
      <h3>{w("take_over_title")}</h3>
      <p className="hint">{w("take_over_says")}</p>
      <Form
        fields={{
          establishment_id: choice(
            w("which"),
            of.map(({ establishment_id, name }) => ({ value: establishment_id, label: name })),
            { choose: "—" },
          ),
          risk_class: choice(
            w("risk"),
            RISKS.map((value) => ({ value, label: value })),
          ),
        }}
        rows={[["establishment_id", "risk_class"]]}
        command={take}
        send={({ establishment_id, risk_class }) =>
          take.send({ path: { establishment_id }, body: { risk_class } })
        }
        primary={false}
        action={w("take_over")}
        done={({ name }) => w("took_over", { name })}
        testId="take-over"
      />
    </>
  );
}
