/** Where the relief money came from and went, for anybody: totals that open to the rows that add up to them. */
import { useState } from "react";
import { PUBLIC_ROWS } from "../../../api/figures";
import { Listed, More } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Page as Frame } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useShared, useWords } from "../../../kit/words";
import { Failed, Loading } from "../../../parts/states";
import { Toggle } from "../../../parts/Toggle";
import { Card } from "../Card";
import { useYuan } from "../values";
import { words as common } from "../words";
import { place } from "./place";
import { words } from "./words";

type Total = View<"relief-TotalView">;
type Grain = "month" | "year";

export function Page() {
  const w = useWords(words);
  const [grain, setGrain] = useState<Grain>("year");
  const totals = useList("/api/relief/public/totals", { grain }, {});
  return (
    <Frame place={place} intro={w("intro")}>
      <Toggle
        label={w("grain")}
        value={grain}
        change={setGrain}
        options={(["year", "month"] as const).map((value) => ({ value, label: w(value) }))}
      />
      <Listed of={totals} empty={<p className="hint">{w("empty")}</p>}>
        {(rows) =>
          rows.map((row) => (
            <OneTotal key={`${grain}-${row.period}-${row.programme}`} row={row} grain={grain} />
          ))
        }
      </Listed>
    </Frame>
  );
}

function OneTotal({ row, grain }: { row: Total; grain: Grain }) {
  const w = useWords(words);
  const t = useShared();
  const money = useYuan();
  const [open, setOpen] = useState<(typeof PUBLIC_ROWS)[number] | null>(null);
  const period = row.period.slice(0, grain === "year" ? 4 : 7);
  return (
    <Card title={`${period} · ${t.of("programme", row.programme)}`}>
      <dl className="relief-sums">
        {PUBLIC_ROWS.map((metric) => (
          <div key={metric}>
            <dt>{t(`metric.${metric}`)}</dt>
            <dd>
              <button
                type="button"
                className="relief-opener"
                aria-expanded={open === metric}
                data-testid={`public-${metric}`}
                onClick={() => setOpen(open === metric ? null : metric)}
              >
                {money(row[metric])}
              </button>
            </dd>
          </div>
        ))}
        <div>
          <dt>{w("people")}</dt>
          <dd>{row.people ?? <small className="hint">{w("few")}</small>}</dd>
        </div>
      </dl>
      {open && <Postings row={row} grain={grain} metric={open} />}
    </Card>
  );
}

/** The last day of the period that begins on `first`. */
function lastDay(first: string, grain: Grain): string {
  const [year = 0, month = 1] = first.split("-").map(Number);
  const end = grain === "year" ? new Date(Date.UTC(year, 12, 0)) : new Date(Date.UTC(year, month, 0));
  return end.toISOString().slice(0, 10);
}

interface PostingsProps {
  row: Total;
  grain: Grain;
  metric: (typeof PUBLIC_ROWS)[number];
}

function Postings({ row, grain, metric }: PostingsProps) {
  const w = useWords(words);
  const c = useWords(common);
  const money = useYuan();
  const found = useList(
    "/api/relief/public/totals/{metric}/postings",
    { metric, programme: row.programme, from: row.period, to: lastDay(row.period, grain) },
    { skip: true, rows: "postings", paged: true },
  );
  if (found.error) return <Failed inner error={found.error} retry={found.retry} />;
  if (!found.answer) return <Loading />;
  // The newest page counted last.
  const { count, total_fen } = found.answer;
  const total = money(total_fen);
  return (
    <>
      <p className="hint">{count === null ? w("someRows", { total }) : w("rows", { count, total })}</p>
      <ul className="relief-rows" data-testid="public-postings">
        {found.rows.map((posting) => (
          <li key={`${posting.fund_id}-${posting.number}`} className="relief-line">
            <span>
              {posting.day} · {c.of("kind", posting.kind)} · {c("entry", { number: posting.number })}
            </span>
            <strong>{money(posting.amount_fen)}</strong>
          </li>
        ))}
      </ul>
      <More of={found} testId="public-postings-more" />
    </>
  );
}
