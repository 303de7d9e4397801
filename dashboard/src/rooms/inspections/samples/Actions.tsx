/** What is done with a sample now, for those who may: receive, record, verify or send back, publish, correct. */
import { useMay } from "../../../app/session";
import { Do } from "../../../kit/Act";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import type { View } from "../../../kit/paths";
import { useWords } from "../../../kit/words";
import { useLaboratories } from "../lists";
import { words as room } from "../words";
import { Corrections } from "./Corrections";
import { useItems, verdictOf } from "./Dossier";
import { Retest } from "./Retest";
import { words } from "./words";

type Sample = View<"inspections-SampleView">;

export function Actions({ sample }: { sample: Sample }) {
  const w = useWords(words);
  const r = useWords(room);
  const analyses = useMay("inspections:analyse");
  const verifies = useMay("inspections:verify");
  const order = { path: { sample_id: sample.sample_id } };
  if (analyses && sample.state === "taken") return <Receive sample={sample} />;
  if (analyses && (sample.state === "received" || sample.state === "analysed")) {
    return <Find sample={sample} />;
  }
  if (verifies && sample.state === "analysed") {
    return (
      <>
        <Do
          primary
          path="/api/inspections/samples/{sample_id}/verify"
          order={order}
          testId="verify"
          done={r("done")}
        >
          {w("verify")}
        </Do>
        <SendBack sample={sample} />
      </>
    );
  }
  if (verifies && sample.state === "verified") {
    return (
      <>
        <Do
          primary
          path="/api/inspections/samples/{sample_id}/publish"
          order={order}
          testId="publish"
          sure={w("publish_sure")}
          done={r("done")}
        >
          {w("publish")}
        </Do>
        <SendBack sample={sample} />
      </>
    );
  }
  if (sample.state === "published") {
    return (
      <>
        <Corrections sample={sample} />
        <Retest sample={sample} />
      </>
    );
  }
  return null;
}

/** The analyst enters every item; a finding that was sent back begins with what it said. */
function Find({ sample }: { sample: Sample }) {
  const w = useWords(words);
  const r = useWords(room);
  const { sample_id } = sample;
  const record = useCommand("/api/inspections/samples/{sample_id}/result");
  const rows = useItems(sample.items.length > 0 ? sample.items : sample.returned_items);
  return (
    <Form
      fields={rows.fields}
      rows={rows.rows}
      command={record}
      send={(values) => {
        const items = rows.read(values);
        record.send({ path: { sample_id }, body: { verdict: verdictOf(items), items } });
      }}
      action={w("dossier.record")}
      testId="finding"
      actionTestId="record-finding"
      done={r("done")}
    >
      <p className="hint">{w("dossier.follows")}</p>
      {rows.buttons}
    </Form>
  );
}

/** The verifier does not believe it: back to the analyst, with a reason. */
function SendBack({ sample: { sample_id } }: { sample: Sample }) {
  const w = useWords(words);
  const r = useWords(room);
  const back = useCommand("/api/inspections/samples/{sample_id}/return");
  return (
    <details className="stack">
      <summary data-testid="send-back">{w("returned.title")}</summary>
      <Form
        fields={{ reason: text(w("returned.why"), { least: 4, most: 200 }) }}
        command={back}
        send={(values) => back.sendAll(values, { path: { sample_id } })}
        action={w("returned.do")}
        actionTestId="send-back-do"
        done={r("done")}
      />
    </details>
  );
}

function Receive({ sample: { sample_id } }: { sample: Sample }) {
  const w = useWords(words);
  const r = useWords(room);
  const laboratories = useLaboratories();
  const receive = useCommand("/api/inspections/samples/{sample_id}/receive");
  return (
    <Form
      fields={{
        laboratory_id: choice(
          w("laboratory"),
          laboratories.rows.map((one) => ({ value: one.laboratory_id, label: one.name })),
          { choose: r("choose") },
        ),
      }}
      command={receive}
      send={(values) => receive.sendAll(values, { path: { sample_id } })}
      action={w("receive")}
      actionTestId="receive"
      done={r("done")}
    />
  );
}
