/** A headline figure opened to the rows that add up to it. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LEDGER_METRICS } from "../../api/figures";
import type { components } from "../../api/schema";
import { Choice } from "../../parts/Choice";
import { More } from "../../parts/More";
import { Failed, Loading } from "../../parts/states";
import { usePostings } from "./lists";
import { Section, useNames, useYuan } from "./parts";

type Figure = components["schemas"]["relief-FigurePostings"];

export function FigureCard() {
  const { t } = useTranslation();
  const money = useYuan();
  const names = useNames();
  const [metric, setMetric] = useState<string>(LEDGER_METRICS[0]);
  const figure = usePostings<Figure>(`/figures/${metric}/postings`);
  // The newest page counted last.
  const sums = figure.data?.pages.at(-1);
  const rows = figure.data?.pages.flatMap(({ postings }) => postings) ?? [];
  return (
    <Section title={t("relief.figure.title")}>
      <Choice
        label={t("relief.figure.choose")}
        value={metric}
        change={setMetric}
        options={LEDGER_METRICS.map((value) => ({ value, label: t(`metric.${value}`) }))}
      />
      {figure.isPending && <Loading />}
      {figure.isError && <Failed inner error={figure.error} retry={() => void figure.refetch()} />}
      {sums && (
        <>
          <p className="relief-total" data-testid="figure-total">
            {money(sums.total_fen)} <small>{t("relief.figure.rows", { count: sums.count })}</small>
          </p>
          <ul className="relief-rows">
            {rows.map((row) => (
              <li key={`${row.reference}-${row.kind}-${row.number}`} className="relief-line">
                <span>
                  {row.day} · {t(`relief.kind.${row.kind}`)}
                  {row.number ? ` · ${t("relief.figure.entry", { number: row.number })}` : ""} ·{" "}
                  {names(row.organisation_id)}
                </span>
                <strong>{money(row.amount_fen)}</strong>
              </li>
            ))}
          </ul>
          <More of={figure} shown={rows.length} count={sums.count} testId="figure-card-more" />
        </>
      )}
    </Section>
  );
}
