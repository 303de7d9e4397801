/** One need: from raised to resolved, every step with its note, and the step that is next. */
import { localDay, stamp } from "../../../format/time";
import { useCommand } from "../../../kit/command";
import { Fold } from "../../../kit/Fold";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import { Answered } from "../../../kit/Listed";
import { Outcome } from "../../../kit/Outcome";
import { Section } from "../../../kit/Page";
import type { Body, View } from "../../../kit/paths";
import { useRead } from "../../../kit/read";
import { Table } from "../../../kit/Table";
import { type Doing, Thing } from "../../../kit/Thing";
import { useParts } from "../../../kit/To";
import { useLanguage, useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { named, useOrganisations } from "../lists";
import { place as needs } from "../needs/place";
import { words as needsWords } from "../needs/words";
import { OrganisationLink } from "../OrganisationLink";
import { place } from "./place";
import { words } from "./words";

type Need = View<"activities-NeedView">;
type Step = Body<"/api/activities/needs/{need_id}/steps">["to"];

/** The same ways as services/activities/needs/rules.py. */
const NEXT: Record<string, readonly Step[]> = {
  raised: ["accepted"],
  reopened: ["accepted"],
  accepted: ["matched", "resolved"],
  matched: ["resolved"],
  resolved: ["reopened"],
};

export function Page() {
  const { need_id } = useParts(place);
  const need = useRead("/api/activities/needs/{need_id}", { need_id });
  return (
    <Answered of={need} inner={false}>
      {(found) => <OneNeed key={found.need_id} need={found} />}
    </Answered>
  );
}

function OneNeed({ need }: { need: Need }) {
  const w = useWords(words);
  const n = useWords(needsWords);
  const language = useLanguage();
  const step = useCommand("/api/activities/needs/{need_id}/steps");
  return (
    <Thing
      place={place}
      name={need.title}
      back={needs}
      state={
        <>
          <span className="tag tag-operator">{n.of("state", need.state)}</span>{" "}
          <SourceTag source={need.source} />
        </>
      }
      facts={[
        [w("category"), n.of("kind", need.category)],
        [
          w("from"),
          need.organisation_id ? <OrganisationLink key="from" id={need.organisation_id} /> : n("resident"),
        ],
        [w("raised"), localDay(need.raised_at)],
        [
          w("cared_for"),
          need.matched_organisation_id && <OrganisationLink id={need.matched_organisation_id} />,
        ],
      ]}
      doings={(NEXT[need.state] ?? []).map(
        (to): Doing => ({
          title: w.of("step", to),
          permission: "activities:manage",
          act: <NextStep key={`${need.state} ${to}`} need={need} to={to} step={step} />,
        }),
      )}
      outcome={<Outcome of={step} done={w("done")} testId="need-outcome" />}
      history={{ room: "activities", kind: "need", id: need.need_id }}
    >
      <Section title={w("steps")}>
        <Table
          caption={w("steps")}
          of={need.steps}
          id={(one) => one.moved_at + one.state}
          empty="—"
          columns={{
            state: { title: w("step_to"), cell: (one) => n.of("state", one.state) },
            at: { title: w("at"), cell: (one) => stamp(one.moved_at, language) },
            note: { title: w("note"), cell: (one) => one.note ?? "—" },
          }}
        />
      </Section>
    </Thing>
  );
}

interface NextStepProps {
  need: Need;
  to: Step;
  step: ReturnType<typeof useCommand<"/api/activities/needs/{need_id}/steps">>;
}

/** A step with its note; who takes care of the need is named with the step that matches them. */
function NextStep({ need, to, step }: NextStepProps) {
  const w = useWords(words);
  const organisations = useOrganisations();
  const matched = {
    matched_organisation_id: choice(w("partner"), named(organisations), { choose: w("choose") }),
  };
  return (
    <Fold title={w.of("step", to)} testId={`step-${to}`}>
      <Form
        fields={{
          ...(to === "matched" ? matched : {}),
          note: text(w("note_of"), { optional: true, most: 200 }),
        }}
        command={step}
        send={(given) => step.send({ path: { need_id: need.need_id }, body: { to, ...given } })}
        action={w.of("step", to)}
        outcome={false}
      />
    </Fold>
  );
}
