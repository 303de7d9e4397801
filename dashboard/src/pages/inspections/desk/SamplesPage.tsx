/** Samples on their way: the analyst receives and records, the verifier confirms and publishes. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { inspectionsList, inspectionsQuery, type Laboratory, type Sample } from "../../../api/inspections";
import { useMay } from "../../../app/session";
import { longDay } from "../../../format/time";
import { Choice } from "../../../parts/Choice";
import { Failed, Forbidden, Loading } from "../../../parts/states";
import { Toggle } from "../../../parts/Toggle";
import { Unannounced } from "../../../parts/Unannounced";
import { CommandForm, Do, Field, Versions } from "../parts";
import { Corrections } from "./Corrections";

const STATES = ["taken", "received", "analysed", "verified", "published"] as const;
type State = (typeof STATES)[number];

export function SamplesPage() {
  const may = useMay("inspections:read");
  return may ? <SamplesBody /> : <Forbidden />;
}

function SamplesBody() {
  const { t } = useTranslation();
  const [state, setState] = useState<State>("taken");
  const samples = useQuery(inspectionsList<Sample>(`/samples?state=${state}`, (one) => one.sample_id));
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("inspection.samples.title")}</h1>
          <p className="page-day">{t("inspection.samples.intro")}</p>
        </div>
      </div>
      <div className="scroll-x">
        <Toggle
          label={t("inspection.samples.state")}
          value={state}
          change={setState}
          options={STATES.map((one) => ({ value: one, label: t(`sample_state.${one}`) }))}
        />
      </div>
      {samples.isPending && <Loading />}
      {samples.isError && <Failed inner error={samples.error} retry={() => void samples.refetch()} />}
      {samples.data?.length === 0 && <p className="card empty">{t("inspection.samples.none")}</p>}
      {samples.data?.map((one) => (
        <SampleCard key={one.sample_id} sample={one} />
      ))}
    </div>
  );
}

function SampleCard({ sample }: { sample: Sample }) {
  const { t, i18n } = useTranslation();
  const title = `sample-${sample.sample_id}`;
  return (
    <section className="card stack" aria-labelledby={title} data-testid="sample" data-state={sample.state}>
      <h2 id={title}>{sample.establishment_name}</h2>
      <p className="row hint">
        <span>{t(`category.${sample.category}`, { defaultValue: sample.category })}</span>
        <span>{t("inspection.taken", { when: longDay(sample.taken_at, i18n.language) })}</span>
        {sample.publish_due && sample.state !== "published" && (
          <span>{t("inspection.samples.due", { day: sample.publish_due })}</span>
        )}
        {sample.state !== "published" && <Unannounced day={sample.publish_due} />}
        {sample.late && <span className="late">{t("inspection.late")}</span>}
        {sample.found && sample.results.length === 0 && (
          <strong className={`verdict verdict-${sample.found}`} data-testid="found">
            {t("inspection.samples.found_is", { verdict: t(`verdict.${sample.found}`) })}
          </strong>
        )}
      </p>
      {sample.returned && sample.results.length === 0 && (
        <p className="late" data-testid="returned">
          {t("returned.is", { reason: sample.returned })}
        </p>
      )}
      {sample.results.length > 0 && <Versions results={sample.results} />}
      <Actions sample={sample} />
    </section>
  );
}

function Actions({ sample }: { sample: Sample }) {
  const { t } = useTranslation();
  const analyses = useMay("inspections:analyse");
  const verifies = useMay("inspections:verify");
  const path = `/samples/${sample.sample_id}`;
  if (analyses && sample.state === "taken") return <Receive path={path} />;
  if (analyses && (sample.state === "received" || sample.state === "analysed")) {
    return (
      <div className="row">
        {(["qualified", "unqualified"] as const).map((verdict) => (
          <Do key={verdict} path={`${path}/result`} body={{ verdict }} testid={`found-${verdict}`}>
            {t("inspection.samples.found", { verdict: t(`verdict.${verdict}`) })}
          </Do>
        ))}
      </div>
    );
  }
  if (verifies && sample.state === "analysed") {
    return (
      <>
        <Do primary path={`${path}/verify`} testid="verify">
          {t("inspection.samples.verify")}
        </Do>
        <SendBack path={path} />
      </>
    );
  }
  if (verifies && sample.state === "verified") {
    return (
      <>
        <Do primary path={`${path}/publish`} testid="publish" says={t("sure.publish")}>
          {t("inspection.samples.publish")}
        </Do>
        <SendBack path={path} />
      </>
    );
  }
  if (sample.state === "published") return <Corrections sample={sample} />;
  return null;
}

/** Whoever verifies does not believe it: back to the analyst, with a reason. */
function SendBack({ path }: { path: string }) {
  const { t } = useTranslation();
  return (
    <details className="stack">
      <summary data-testid="send-back">{t("returned.title")}</summary>
      <CommandForm
        path={`${path}/return`}
        submit={t("returned.do")}
        testid="send-back-do"
        body={(text) => ({ reason: text("reason") })}
      >
        <Field label={t("returned.why")}>
          <input className="plain-input" name="reason" minLength={4} maxLength={200} required />
        </Field>
      </CommandForm>
    </details>
  );
}

function Receive({ path }: { path: string }) {
  const { t } = useTranslation();
  const laboratories = useQuery(inspectionsQuery<Laboratory[]>("/laboratories"));
  const [chosen, setChosen] = useState("");
  return (
    <div className="row">
      <Choice
        label={t("inspection.samples.laboratory")}
        value={chosen}
        change={setChosen}
        options={[
          { value: "", label: t("inspection.samples.laboratory") },
          ...(laboratories.data ?? []).map((one) => ({ value: one.laboratory_id, label: one.name })),
        ]}
      />
      <Do
        primary
        path={`${path}/receive`}
        body={{ laboratory_id: chosen }}
        disabled={!chosen}
        testid="receive"
      >
        {t("inspection.samples.receive")}
      </Do>
    </div>
  );
}
