/** Needs: raised, accepted, matched, resolved, and taken up again; every step stays to be read. */
import { useState } from "react";
import { stamp } from "../../../format/time";
import { Act } from "../../../kit/Act";
import { Select } from "../../../kit/Control";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { Page as Frame, Section } from "../../../kit/Page";
import type { Body, View } from "../../../kit/paths";
import { useLanguage, useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { named, useOrganisations } from "../lists";
import { place } from "./place";
import { words } from "./words";

type Need = View<"activities-NeedView">;
type Step = Body<"/api/activities/needs/{need_id}/steps">["to"];

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
/** The same ways as services/activities/needs/rules.py. */
const NEXT: Record<string, readonly Step[]> = {
  raised: ["accepted"],
  reopened: ["accepted"],
  accepted: ["matched", "resolved"],
  matched: ["resolved"],
  resolved: ["reopened"],
};

export function Page() {
  const w = useWords(words);
  const needs = useList("/api/activities/needs", {}, { after: "need_id" });
  return (
    <Frame place={place} intro={w("intro")}>
      <Raise />
      <Listed of={needs} empty={w("none")}>
        {(rows) => (
          <ul className="card-list">
            {[...rows].reverse().map((need) => (
              <li key={need.need_id} className="card">
                <NeedCard need={need} />
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </Frame>
  );
}

function Raise() {
  const w = useWords(words);
  const organisations = useOrganisations();
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
        send={(values) => raise.sendAll(values, {})}
        clears
        action={w("raise_submit")}
        done={w("raised")}
      />
    </Section>
  );
}

function NeedCard({ need }: { need: Need }) {
  const w = useWords(words);
  const language = useLanguage();
  const organisations = useOrganisations();
  const [partner, setPartner] = useState("");
  const step = useCommand("/api/activities/needs/{need_id}/steps");
  const name = (id: string | null) =>
    organisations.rows.find(({ organisation_id }) => organisation_id === id)?.name ?? "—";
  const next = NEXT[need.state] ?? [];
  return (
    <>
      <div className="card-head">
        <h2>{need.title}</h2>
        <span className="tag tag-operator">{w.of("state", need.state)}</span>
      </div>
      <p className="soft">
        {w.of("kind", need.category)} · {need.organisation_id ? name(need.organisation_id) : w("resident")}{" "}
        <SourceTag source={need.source} />
      </p>
      <ol className="steps">
        {need.steps.map((one) => (
          <li key={one.moved_at + one.state}>
            {w.of("state", one.state)} <span className="soft">{stamp(one.moved_at, language)}</span>
            {one.note && <span> · {one.note}</span>}
          </li>
        ))}
      </ol>
      {need.matched_organisation_id && <p>{w("matched", { name: name(need.matched_organisation_id) })}</p>}
      {next.includes("matched") && (
        <Select
          label={w("partner")}
          value={partner}
          change={setPartner}
          choose="—"
          options={named(organisations)}
        />
      )}
      <p className="acts">
        {next.map((to) => (
          <Act
            key={to}
            small
            command={step}
            order={{
              path: { need_id: need.need_id },
              body: to === "matched" ? { to, matched_organisation_id: partner } : { to },
            }}
            disabled={to === "matched" && partner === ""}
          >
            {w.of("step", to)}
          </Act>
        ))}
      </p>
      <Outcome of={step} />
    </>
  );
}
