/** A headline figure opened to the rows that add up to it. */
import { useState } from "react";
import { LEDGER_METRICS } from "../../../api/figures";
import { Select } from "../../../kit/Control";
import { More } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { useShared, useWords } from "../../../kit/words";
import { Failed, Loading } from "../../../parts/states";
import { Card } from "../Card";
import { useNames, useYuan } from "../values";
import { words as common } from "../words";
import { words } from "./words";

export function Figure() {
  const w = useWords(words);
  const t = useShared();
  const money = useYuan();
  const [metric, setMetric] = useState<(typeof LEDGER_METRICS)[number]>(LEDGER_METRICS[0]);
  const figure = useList(
    "/api/relief/figures/{metric}/postings",
    { metric },
    { skip: true, rows: "postings", paged: true },
  );
  return (
    <Card title={w("figure.title")}>
      <Select
        label={w("figure.choose")}
        value={metric}
        change={(chosen) => chosen && setMetric(chosen)}
        options={LEDGER_METRICS.map((value) => ({ value, label: t(`metric.${value}`) }))}
      />
      {figure.isPending && <Loading />}
      {figure.error && <Failed inner error={figure.error} retry={figure.retry} />}
      {figure.answer && (
        <>
          <p className="relief-total" data-testid="figure-total">
            {money(figure.answer.total_fen)} <small>{w("figure.rows", { count: figure.answer.count })}</small>
          </p>
          <Postings rows={figure.rows} />
          <More of={figure} testId="figure-card-more" />
        </>
      )}
    </Card>
  );
}

interface Posting {
  reference: string;
  kind: string;
  number: number | null;
  day: string;
  organisation_id: string;
  amount_fen: number;
}

function Postings({ rows }: { rows: readonly Posting[] }) {
  const c = useWords(common);
  const money = useYuan();
  const names = useNames();
  return (
    <ul className="relief-rows">
      {rows.map((row) => (
        <li key={`${row.reference}-${row.kind}-${row.number}`} className="relief-line">
          <span>
            {row.day} · {c.of("kind", row.kind)}
            {row.number ? ` · ${c("entry", { number: row.number })}` : ""} · {names(row.organisation_id)}
          </span>
          <strong>{money(row.amount_fen)}</strong>
        </li>
      ))}
    </ul>
  );
}
