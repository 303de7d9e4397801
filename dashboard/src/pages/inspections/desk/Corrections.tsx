/** A published result is corrected by two people: the analyst asks and says why, the verifier decides (INS-20). */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Correction, inspectionsList, type Sample } from "../../../api/inspections";
import { useMay } from "../../../app/session";
import { stamp } from "../../../format/time";
import { CommandForm, Do, Field } from "../parts";

export function Corrections({ sample }: { sample: Sample }) {
  const analyses = useMay("inspections:analyse");
  const open = useQuery(
    inspectionsList<Correction>("/corrections?state=requested", (one) => one.correction_id),
  );
  const asked = open.data?.find((one) => one.sample_id === sample.sample_id);
  if (asked) return <Asked correction={asked} />;
  const newest = sample.results.at(-1);
  if (!analyses || !newest || newest.reason === "retest") return null;
  return <Ask sample={sample} holds={newest.verdict} />;
}

function Asked({ correction }: { correction: Correction }) {
  const { t, i18n } = useTranslation();
  const verifies = useMay("inspections:verify");
  const path = `/corrections/${correction.correction_id}`;
  return (
    <div className="stack" data-testid="correction">
      <p>
        <strong>{t("inspection.correction.asked", { verdict: t(`verdict.${correction.verdict}`) })}</strong>{" "}
        <span>
          {t(`supersede.${correction.reason}`)}
          {correction.note && `：${correction.note}`} · {stamp(correction.requested_at, i18n.language)}
        </span>
      </p>
      {verifies ? (
        <div className="row">
          <Do primary path={`${path}/approve`} testid="approve-correction">
            {t("inspection.correction.approve")}
          </Do>
          <Do path={`${path}/reject`} testid="reject-correction">
            {t("inspection.correction.reject")}
          </Do>
        </div>
      ) : (
        <p className="hint">{t("inspection.correction.waits")}</p>
      )}
    </div>
  );
}

function Ask({ sample, holds }: { sample: Sample; holds: string }) {
  const { t } = useTranslation();
  const verdict = holds === "qualified" ? "unqualified" : "qualified";
  return (
    <details className="stack">
      <summary data-testid="correct">{t("inspection.correction.title")}</summary>
      <p className="hint">{t("inspection.correction.says")}</p>
      <CommandForm
        path={`/samples/${sample.sample_id}/corrections`}
        submit={t("inspection.correction.ask", { verdict: t(`verdict.${verdict}`) })}
        testid="ask-correction"
        body={(text) => ({ verdict, note: text("note") })}
      >
        <Field label={t("inspection.correction.note")}>
          <input className="plain-input" name="note" minLength={4} maxLength={200} required />
        </Field>
      </CommandForm>
    </details>
  );
}
