/** The district in figures for everybody: months by programme, people rounded to fives, small counts hidden. */
import { useState } from "react";
import { PUBLIC_METRICS } from "../../../api/figures";
import { count, yuan } from "../../../format/figures";
import { Answered } from "../../../kit/Listed";
import { Page as Frame } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useRead } from "../../../kit/read";
import { type Column, Table } from "../../../kit/Table";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { thisYear, YearChoice } from "../../../parts/YearChoice";
import { place } from "./place";
import { words } from "./words";

type Month = View<"engagement-PublicFigures">;

export function Page() {
  const w = useWords(words);
  const [year, setYear] = useState(thisYear);
  const figures = useRead("/api/engagement/public/statistics", {
    from: `${year}-01-01`,
    to: `${year}-12-31`,
  });
  return (
    <Frame place={place} intro={w("intro")}>
      <YearChoice label={w("year")} value={year} change={setYear} />
      <Answered of={figures}>
        {(rows) => (
          <section className="card">
            <Figures rows={rows} />
          </section>
        )}
      </Answered>
    </Frame>
  );
}

function Figures({ rows }: { rows: readonly Month[] }) {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  const present = PUBLIC_METRICS.filter((metric) => rows.some(({ figures }) => metric in figures));
  const shown = rows.filter(({ figures }) => present.some((metric) => metric in figures));
  const write = (metric: string, value: number | null | undefined) => {
    if (value === undefined) return "—";
    if (value === null) return w("few");
    return metric.endsWith("_fen") ? yuan(value, language) : count(value, language);
  };
  const columns: Record<string, Column<Month>> = {
    month: { title: w("month"), cell: ({ window }) => window.slice(0, 7) },
    programme: { title: w("programme"), cell: ({ member }) => t.of("programme", member) },
  };
  for (const metric of present) {
    columns[metric] = {
      title: t.of("metric", metric) + (metric.endsWith("_fen") ? t("unit.yuan") : ""),
      figure: true,
      cell: ({ figures }) => write(metric, figures[metric]),
    };
  }
  return (
    <Table
      caption={w("caption")}
      empty={w("none")}
      of={[...shown].reverse()}
      id={({ window, member }) => `${window} ${member}`}
      columns={columns}
    />
  );
}
