/** What one's organisation contributed, counted from events and not reported by itself (ORG-4), month by month. */
import { useState } from "react";
import { FIGURES } from "../../../api/figures";
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

export function Page() {
  const w = useWords(words);
  const [year, setYear] = useState(thisYear);
  const own = useRead("/api/engagement/own/statistics", {
    grain: "month",
    from: `${year}-01-01`,
    to: `${Number(year) + 1}-01-01`,
  });
  return (
    <Frame place={place} intro={w("intro")}>
      <YearChoice label={w("year")} value={year} change={setYear} />
      <Answered of={own}>
        {(statistics) => (
          <section className="card">
            <Months of={statistics} />
          </section>
        )}
      </Answered>
    </Frame>
  );
}

function Months({ of: { rows } }: { of: View<"engagement-StatisticsView"> }) {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  const metrics = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))].filter(
    (metric) => FIGURES[metric]?.counts !== "points",
  );
  const write = (metric: string, value: number | undefined) => {
    if (value === undefined) return "—";
    return metric.endsWith("_fen") ? yuan(value, language) : count(value, language);
  };
  const columns: Record<string, Column<string>> = {
    metric: {
      title: w("metric"),
      cell: (metric) => t.of("metric", metric) + (metric.endsWith("_fen") ? t("unit.yuan") : ""),
    },
  };
  for (const { window, figures } of rows) {
    columns[window] = {
      title: window.slice(0, 7),
      figure: true,
      cell: (metric) => write(metric, figures[metric]),
    };
  }
  return (
    <Table caption={w("caption")} empty={w("none")} of={metrics} id={(metric) => metric} columns={columns} />
  );
}
