/** Where the relief money came from and went, for anybody: totals that open to the rows that add up to them. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PUBLIC_ROWS } from "../../api/figures";
import type { components } from "../../api/schema";
import { More } from "../../parts/More";
import { Failed, Loading } from "../../parts/states";
import { Toggle } from "../../parts/Toggle";
import { usePostings } from "../relief/lists";
import { Page, Section, useRelief, useYuan } from "../relief/parts";

type Total = components["schemas"]["relief-TotalView"];
type Postings = components["schemas"]["relief-PublicPostings"];
type Grain = "month" | "year";

export function ReliefPage() {
  const { t } = useTranslation();
  const [grain, setGrain] = useState<Grain>("year");
  const totals = useRelief<Total[]>(`/public/totals?grain=${grain}`);
  return (
    <Page title={t("relief.public.title")} intro={t("relief.public.intro")}>
      <Toggle
        label={t("relief.public.grain")}
        value={grain}
        change={setGrain}
        options={(["year", "month"] as const).map((value) => ({ value, label: t(`relief.public.${value}`) }))}
      />
      {totals.isPending && <Loading />}
      {totals.isError && <Failed inner error={totals.error} retry={() => void totals.refetch()} />}
      {totals.data?.length === 0 && <p className="hint">{t("relief.public.empty")}</p>}
      {totals.data?.map((row) => (
        <OneTotal key={`${grain}-${row.period}-${row.programme}`} row={row} grain={grain} />
      ))}
    </Page>
  );
}

function OneTotal({ row, grain }: { row: Total; grain: Grain }) {
  const { t } = useTranslation();
  const money = useYuan();
  const [open, setOpen] = useState<(typeof PUBLIC_ROWS)[number] | null>(null);
  const period = row.period.slice(0, grain === "year" ? 4 : 7);
  return (
    <Section title={`${period} · ${t(`programme.${row.programme}`, { defaultValue: row.programme })}`}>
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
          <dt>{t("relief.public.people")}</dt>
          <dd>{row.people ?? <small className="hint">{t("relief.public.few")}</small>}</dd>
        </div>
      </dl>
      {open && <Rows row={row} grain={grain} metric={open} />}
    </Section>
  );
}

/** The last day of the period that begins on `first`. */
function lastDay(first: string, grain: Grain): string {
  const [year = 0, month = 1] = first.split("-").map(Number);
  const end = grain === "year" ? new Date(Date.UTC(year, 12, 0)) : new Date(Date.UTC(year, month, 0));
  return end.toISOString().slice(0, 10);
}

function Rows({ row, grain, metric }: { row: Total; grain: Grain; metric: string }) {
  const { t } = useTranslation();
  const money = useYuan();
  const query = new URLSearchParams({
    programme: row.programme,
    from: row.period,
    to: lastDay(row.period, grain),
  });
  const found = usePostings<Postings>(`/public/totals/${metric}/postings?${query}`);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed inner error={found.error} retry={() => void found.refetch()} />;
  // The newest page counted last.
  const { total_fen, count } = found.data.pages.at(-1) ?? { total_fen: 0, count: 0 };
  const rows = found.data.pages.flatMap(({ postings }) => postings);
  return (
    <>
      <p className="hint">
        {count === null
          ? t("relief.public.someRows", { total: money(total_fen) })
          : t("relief.public.rows", { count, total: money(total_fen) })}
      </p>
      <ul className="relief-rows" data-testid="public-postings">
        {rows.map((posting) => (
          <li key={`${posting.fund_id}-${posting.number}`} className="relief-line">
            <span>
              {posting.day} · {t(`relief.kind.${posting.kind}`)} ·{" "}
              {t("relief.figure.entry", { number: posting.number })}
            </span>
            <strong>{money(posting.amount_fen)}</strong>
          </li>
        ))}
      </ul>
      <More of={found} shown={rows.length} count={count} testId="public-postings-more" />
    </>
  );
}
