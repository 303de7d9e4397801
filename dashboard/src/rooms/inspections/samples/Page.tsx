/** Samples on their way: the analyst receives and records, the verifier confirms and publishes. */
import { useMay } from "../../../app/session";
import { longDay } from "../../../format/time";
import { Do } from "../../../kit/Act";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Page as Frame } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useAddress, useGo } from "../../../kit/To";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { Toggle } from "../../../parts/Toggle";
import { Unannounced } from "../../../parts/Unannounced";
import { useLaboratories } from "../lists";
import { Versions } from "../Results";
import { Tested } from "../Tested";
import { words as room } from "../words";
import { Corrections } from "./Corrections";
import { useItems, verdictOf } from "./Dossier";
import { place, STATES } from "./place";
import { Retest } from "./Retest";
import { words } from "./words";

type Sample = View<"inspections-SampleView">;

export function Page() {
  const w = useWords(words);
  const go = useGo();
  // A verifier begins where findings wait; what one looked at last stays in the address.
  const first = useMay("inspections:verify") ? "analysed" : "taken";
  const { state = first } = useAddress(place);
  const samples = useList("/api/inspections/samples", { state }, { after: "sample_id" });
  return (
    <Frame place={place} intro={w("intro")}>
      <div className="scroll-x">
        <Toggle
          label={w("state")}
          value={state}
          change={(chosen) => go(place, { search: { state: chosen }, replace: true })}
          options={STATES.map((one) => ({ value: one, label: w(`sample_state.${one}`) }))}
        />
      </div>
      <Listed of={samples} empty={<p className="card empty">{w("none")}</p>}>
        {(rows) => rows.map((one) => <SampleCard key={one.sample_id} sample={one} />)}
      </Listed>
    </Frame>
  );
}

function SampleCard({ sample }: { sample: Sample }) {
  const w = useWords(words);
  const r = useWords(room);
  const t = useShared();
  const language = useLanguage();
  const title = `sample-${sample.sample_id}`;
  return (
    <section className="card stack" aria-labelledby={title} data-testid="sample" data-state={sample.state}>
      <h2 id={title}>{sample.establishment_name}</h2>
      <p className="row hint">
        <span>{r.of("category", sample.category)}</span>
        <span>{r("taken", { when: longDay(sample.taken_at, language) })}</span>
        {sample.publish_due && sample.state !== "published" && (
          <span>{w("due", { day: sample.publish_due })}</span>
        )}
        {sample.state !== "published" && <Unannounced day={sample.publish_due} />}
        {sample.late && <span className="late">{r("late")}</span>}
        {sample.found && sample.results.length === 0 && (
          <strong className={`verdict verdict-${sample.found}`} data-testid="found">
            {w("found_is", { verdict: t.of("verdict", sample.found) })}
          </strong>
        )}
      </p>
      {sample.results.length === 0 && <Tested items={sample.items} />}
      {sample.returned && sample.results.length === 0 && (
        <p className="late" data-testid="returned">
          {w("returned.is", { reason: sample.returned })}
        </p>
      )}
      {sample.results.length > 0 && <Versions results={sample.results} />}
      <Actions sample={sample} />
    </section>
  );
}

function Actions({ sample }: { sample: Sample }) {
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
