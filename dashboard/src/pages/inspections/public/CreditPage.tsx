/** A food business's public credit file (INS-1): class, checks, what failed and what followed, honours, how old it is. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type CreditFile, inspectionsQuery } from "../../../api/inspections";
import { longDay } from "../../../format/time";
import { SourceTag } from "../../../parts/SourceTag";
import { Failed, Loading } from "../../../parts/states";
import { Unannounced } from "../../../parts/Unannounced";
import { Result } from "./FoodPage";

const DAY_MS = 86_400_000;

export function CreditPage() {
  const { t } = useTranslation();
  const { establishmentId = "" } = useParams({ strict: false });
  const path = `/public/establishments/${encodeURIComponent(establishmentId)}`;
  const file = useQuery(inspectionsQuery<CreditFile>(path));
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{file.data?.name ?? t("inspection.credit.title")}</h1>
          <p className="page-day">{t("inspection.credit.title")}</p>
        </div>
        <Link to="/public/food">{t("inspection.food.back")}</Link>
      </div>
      {file.isPending && <Loading />}
      {file.isError && <Failed inner error={file.error} retry={() => void file.refetch()} />}
      {file.data && <Credit file={file.data} />}
    </div>
  );
}

function Credit({ file }: { file: CreditFile }) {
  const { t, i18n } = useTranslation();
  const days = file.last_result_at
    ? Math.floor((Date.now() - Date.parse(file.last_result_at)) / DAY_MS)
    : null;
  return (
    <>
      <section className="card stack" aria-labelledby="credit-facts">
        <h2 id="credit-facts">
          {t(file.standing === "listed" ? "inspection.credit.listed" : "inspection.credit.class", {
            risk: file.risk_class,
          })}{" "}
          <SourceTag source={file.source} />
        </h2>
        <p>{days === null ? t("inspection.credit.awaiting") : t("inspection.credit.age", { count: days })}</p>
        {file.samples_awaited > 0 && <p>{t("inspection.credit.pending", { count: file.samples_awaited })}</p>}
        {file.open_disposals > 0 && (
          <p className="late">{t("inspection.credit.open", { count: file.open_disposals })}</p>
        )}
        <ul className="plain-list">
          {file.awards.map((one) => (
            <li key={one.award_id} className="row">
              <strong>{t(`award.kind.${one.kind}`)}</strong>
              <span>{t(`award.state.${one.state}`)}</span>
              <span className="hint">{t("inspection.ends", { day: one.ends_on })}</span>
              <SourceTag source={one.source} />
            </li>
          ))}
          {file.pledges.map((one) => (
            <li key={one.pledge_id} className="row">
              <strong>{t("inspection.credit.pledge")}</strong>
              <span>{t(`pledge.state.${one.state}`)}</span>
              <span className="hint">{t("inspection.ends", { day: one.ends_on })}</span>
              <SourceTag source={one.source} />
            </li>
          ))}
        </ul>
      </section>
      <section className="card stack" aria-labelledby="credit-results">
        <h2 id="credit-results">{t("inspection.food.results")}</h2>
        {file.results.length === 0 && <p className="hint">{t("inspection.food.results_empty")}</p>}
        <ul className="plain-list">
          {file.results.map((one) => (
            <Result key={one.sample_id} result={one} />
          ))}
        </ul>
      </section>
      {file.disposals.length > 0 && (
        <section className="card stack" aria-labelledby="credit-disposals">
          <h2 id="credit-disposals">{t("inspection.disposal.title")}</h2>
          <ul className="plain-list">
            {file.disposals.map((one) => (
              <li key={one.disposal_id} className="row">
                <strong>{t(`disposal.${one.state}`)}</strong>
                <span className="hint">
                  {t("inspection.disposal.opened", { when: longDay(one.opened_at, i18n.language) })}
                </span>
                {one.due_on && <span>{t("inspection.disposal.due", { day: one.due_on })}</span>}
                <Unannounced day={one.due_on} />
                {one.overdue && <span className="late">{t("inspection.disposal.overdue")}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
