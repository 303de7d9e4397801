/** A failure is tested again elsewhere: asked for, the laboratory drawn from public numbers, concluded (RULE-18). */
import { useState } from "react";
import { ProblemError } from "../../../api/client";
import { useMay } from "../../../app/session";
import { stamp } from "../../../format/time";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { moment, text } from "../../../kit/fields";
import { Answered } from "../../../kit/Listed";
import type { View } from "../../../kit/paths";
import { useRead } from "../../../kit/read";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { numbersOf } from "../entropy";
import { useLaboratories } from "../lists";
import { useItems, verdictOf } from "./Dossier";
import { words } from "./words";

type Sample = View<"inspections-SampleView">;

/** Only what failed is tested again; that there is none yet is asked for when it is opened. */
export function Retest({ sample }: { sample: Sample }) {
  const w = useWords(words);
  const [opened, setOpened] = useState(false);
  if (!sample.results.some(({ verdict }) => verdict === "unqualified")) return null;
  return (
    <details className="stack" onToggle={(event) => setOpened(event.currentTarget.open)} data-testid="retest">
      <summary data-testid="retest-open">{w("retest.title")}</summary>
      {opened && <Course sample={sample} />}
    </details>
  );
}

function Course({ sample: { sample_id } }: { sample: Sample }) {
  const w = useWords(words);
  const manages = useMay("inspections:manage");
  const retest = useRead("/api/inspections/samples/{sample_id}/retest", { sample_id });
  if (retest.error instanceof ProblemError && retest.error.code === "retest-unknown") {
    return manages ? <Ask sample_id={sample_id} /> : <p className="hint">{w("retest.none")}</p>;
  }
  return <Answered of={retest}>{(answer) => <Known retest={answer} />}</Answered>;
}

function Ask({ sample_id }: { sample_id: string }) {
  const w = useWords(words);
  const ask = useCommand("/api/inspections/samples/{sample_id}/retest");
  return (
    <>
      <p className="hint">{w("retest.says")}</p>
      <Form
        fields={{
          entropy_source: text(w("retest.source"), { most: 200 }),
          entropy_at: moment(w("retest.at"), { seconds: true }),
        }}
        rows={[["entropy_source", "entropy_at"]]}
        command={ask}
        send={(values) => ask.send({ path: { sample_id }, body: values })}
        action={w("retest.ask")}
        actionTestId="retest-ask"
        done={w("retest.asked")}
      />
    </>
  );
}

function Known({ retest }: { retest: View<"inspections-RetestView"> }) {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  const manages = useMay("inspections:manage");
  const analyses = useMay("inspections:analyse");
  const laboratories = useLaboratories();
  const name = (id: string) => laboratories.rows.find((one) => one.laboratory_id === id)?.name ?? "—";
  const drawn = retest.laboratory_id;
  return (
    <>
      <dl className="check" data-testid="retest-facts">
        <dt>{w("retest.requested")}</dt>
        <dd>{stamp(retest.requested_at, language)}</dd>
        <dt>{w("retest.first")}</dt>
        <dd>{name(retest.first_laboratory_id)}</dd>
        <dt>{w("retest.numbers_from")}</dt>
        <dd>
          {retest.entropy_source} · {stamp(retest.entropy_at, language)}
        </dd>
        <dt>{w("retest.second")}</dt>
        <dd>
          {drawn === null
            ? w("retest.not_drawn")
            : w("retest.drawn", { name: name(drawn), count: retest.candidates?.length ?? 0 })}
        </dd>
        {retest.found !== null && (
          <>
            <dt>{w("retest.found")}</dt>
            <dd>
              <strong className={`verdict verdict-${retest.found}`}>{t.of("verdict", retest.found)}</strong>{" "}
              {w(retest.concluded_at === null ? "retest.awaits" : "retest.final")}
            </dd>
          </>
        )}
      </dl>
      {drawn === null && manages && <DrawLaboratory sample_id={retest.sample_id} />}
      {drawn !== null && retest.found === null && analyses && <Conclude sample_id={retest.sample_id} />}
    </>
  );
}

function DrawLaboratory({ sample_id }: { sample_id: string }) {
  const w = useWords(words);
  const draw = useCommand("/api/inspections/samples/{sample_id}/retest/laboratory");
  return (
    <Form
      fields={{ numbers: text(w("retest.numbers"), { most: 300, testId: "retest-numbers" }) }}
      command={draw}
      send={({ numbers }) => draw.send({ path: { sample_id }, body: { entropy: numbersOf(numbers) } })}
      action={w("retest.draw")}
      actionTestId="retest-draw"
    />
  );
}

function Conclude({ sample_id }: { sample_id: string }) {
  const w = useWords(words);
  const conclude = useCommand("/api/inspections/samples/{sample_id}/retest/conclusion");
  const rows = useItems([]);
  return (
    <Form
      fields={rows.fields}
      rows={rows.rows}
      command={conclude}
      send={(values) => {
        const items = rows.read(values);
        conclude.send({ path: { sample_id }, body: { verdict: verdictOf(items), items } });
      }}
      sure={w("retest.conclude_sure")}
      action={w("retest.conclude")}
      testId="finding"
      actionTestId="conclude"
    >
      <p className="hint">{w("dossier.follows")}</p>
      {rows.buttons}
    </Form>
  );
}
