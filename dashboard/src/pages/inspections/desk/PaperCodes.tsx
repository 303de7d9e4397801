/** Paper codes of a round: made here, printed, and given out at the stall, one a person. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { inspectionsQuery, type PaperBatch, type Round } from "../../../api/inspections";
import { stamp } from "../../../format/time";
import { CommandForm, Field } from "../parts";

const MOST = 500;

export function PaperCodes({ round }: { round: Round }) {
  const { t, i18n } = useTranslation();
  const path = `/rounds/${round.round_id}/paper-codes`;
  const batches = useQuery(inspectionsQuery<PaperBatch[]>(path));
  return (
    <details className="stack" data-testid="paper-codes">
      <summary>{t("inspection.codes.title")}</summary>
      <p className="hint">{t("inspection.codes.says")}</p>
      <ul className="plain-list">
        {batches.data?.map((one) => (
          <li key={one.batch_id} className="row">
            <Link
              to="/inspections/rounds/$roundId/codes/$batchId"
              params={{ roundId: round.round_id, batchId: one.batch_id }}
              data-testid="paper-batch"
            >
              {t("inspection.codes.batch", { when: stamp(one.issued_at, i18n.language) })}
            </Link>
            <span>{t("inspection.codes.used", { used: one.used, count: one.codes })}</span>
          </li>
        ))}
      </ul>
      <CommandForm
        path={path}
        submit={t("inspection.codes.make")}
        testid="make-codes"
        body={(text) => ({ codes: Number(text("codes")) })}
      >
        <Field label={t("inspection.codes.count")}>
          <input
            className="plain-input"
            type="number"
            name="codes"
            min={1}
            max={MOST}
            defaultValue={100}
            required
          />
        </Field>
      </CommandForm>
    </details>
  );
}
