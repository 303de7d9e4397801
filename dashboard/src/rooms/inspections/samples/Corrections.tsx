/** A published result is corrected by two people: the analyst asks and says why, the verifier decides (INS-20). */
import { useMay } from "../../../app/session";
import { stamp } from "../../../format/time";
import { Do } from "../../../kit/Act";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { text } from "../../../kit/fields";
import { useList } from "../../../kit/list";
import type { View } from "../../../kit/paths";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { Tested } from "../Tested";
import { words as room } from "../words";
import { useItems, verdictOf } from "./Dossier";
import { words } from "./words";

type Sample = View<"inspections-SampleView">;
type Item = View<"inspections-ItemView">;
type Correction = View<"inspections-CorrectionView">;

export function Corrections({ sample }: { sample: Sample }) {
  const analyses = useMay("inspections:analyse");
  const open = useList("/api/inspections/corrections", { state: "requested" }, { after: "correction_id" });
  const asked = open.rows.find((one) => one.sample_id === sample.sample_id);
  if (asked) return <Asked correction={asked} />;
  const newest = sample.results.at(-1);
  if (!analyses || !newest || newest.reason === "retest") return null;
  return <Ask sample={sample} items={newest.items} />;
}

function Asked({ correction }: { correction: Correction }) {
  const w = useWords(words);
  const r = useWords(room);
  const t = useShared();
  const language = useLanguage();
  const verifies = useMay("inspections:verify");
  const order = { path: { correction_id: correction.correction_id } };
  return (
    <div className="stack" data-testid="correction">
      <p>
        <strong>{w("correction.asked", { verdict: t.of("verdict", correction.verdict) })}</strong>{" "}
        <span>
          {r.of("supersede", correction.reason)}
          {correction.note && `：${correction.note}`} · {stamp(correction.requested_at, language)}
        </span>
      </p>
      <Tested items={correction.items} />
      {verifies ? (
        <div className="row">
          <Do
            primary
            path="/api/inspections/corrections/{correction_id}/approve"
            order={order}
            testId="approve-correction"
            sure={w("approve_sure")}
            done={r("done")}
          >
            {w("correction.approve")}
          </Do>
          <Do
            path="/api/inspections/corrections/{correction_id}/reject"
            order={order}
            testId="reject-correction"
            done={r("done")}
          >
            {w("correction.reject")}
          </Do>
        </div>
      ) : (
        <p className="hint">{w("correction.waits")}</p>
      )}
    </div>
  );
}

function Ask({ sample: { sample_id }, items }: { sample: Sample; items: readonly Item[] }) {
  const w = useWords(words);
  const r = useWords(room);
  const ask = useCommand("/api/inspections/samples/{sample_id}/corrections");
  const rows = useItems(items);
  return (
    <details className="stack">
      <summary data-testid="correct">{w("correction.title")}</summary>
      <p className="hint">{w("correction.says")}</p>
      <Form
        fields={{ ...rows.fields, note: text(w("correction.note"), { least: 4, most: 200 }) }}
        rows={rows.rows}
        command={ask}
        send={({ note, ...values }) => {
          const corrected = rows.read(values);
          const verdict = verdictOf(corrected);
          ask.send({
            path: { sample_id },
            body: { verdict, items: corrected, note, reason: "clerical-error" },
          });
        }}
        action={w("correction.ask")}
        actionTestId="ask-correction"
        done={r("done")}
      >
        <p className="hint">{w("dossier.follows")}</p>
        {rows.buttons}
      </Form>
    </details>
  );
}
