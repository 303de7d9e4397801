/** The trend by day: one metric at a time, as a chart or as its table twin. */
import { lazy, Suspense, useMemo, useState } from "react";
import { type Metric, TREND_METRICS } from "../../../api/figures";
import { ROOMS, type TrendDay } from "../../../api/types";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { everyDay } from "../../../live/figures";
import { Choice } from "../../../parts/Choice";
import { Toggle } from "../../../parts/Toggle";
import { inWords } from "./metrics";
import { words } from "./words";

const TrendChart = lazy(() => import("./TrendChart").then((module) => ({ default: module.TrendChart })));

export interface Point {
  day: string;
  value: number;
}

export function TrendCard({ trend, today }: { trend: TrendDay[]; today: string }) {
  const w = useWords(words);
  const t = useShared();
  const [key, setKey] = useState(TREND_METRICS[0]?.key ?? "");
  const [view, setView] = useState<"chart" | "table">("chart");
  const metric = TREND_METRICS.find((one) => one.key === key) ?? { key, kind: "count" as const };
  const points = useMemo(
    () => everyDay(trend, today).map(({ window, figures }) => ({ day: window, value: figures[key] ?? 0 })),
    [trend, today, key],
  );
  const groups = ROOMS.map((room) => ({
    label: t.of("room", room),
    options: TREND_METRICS.filter((one) => one.room === room).map((one) => ({
      value: one.key,
      label: t.of("metric", one.key),
    })),
  }));
  return (
    <section className="card trend" aria-labelledby="trend-title">
      <div className="trend-head">
        <h2 id="trend-title">{w("trend.title")}</h2>
        <div className="trend-tools">
          <Choice
            label={w("trend.metric")}
            className="trend-metric"
            value={key}
            change={setKey}
            groups={groups}
          />
          <Toggle
            label={w("trend.view")}
            value={view}
            change={setView}
            options={[
              { value: "chart", label: w("trend.as_chart") },
              { value: "table", label: w("trend.as_table") },
            ]}
          />
        </div>
      </div>
      <TrendBody points={points} metric={metric} view={view} />
    </section>
  );
}

function TrendBody({ points, metric, view }: { points: Point[]; metric: Metric; view: "chart" | "table" }) {
  const w = useWords(words);
  const t = useShared();
  const name = t.of("metric", metric.key) + (metric.kind === "money" ? t("unit.yuan") : "");
  if (points.every(({ value }) => value === 0))
    return <div className="empty trend-empty">{w("trend.empty")}</div>;
  if (view === "table") return <TrendTable points={points} metric={metric} name={name} />;
  return (
    <>
      <Suspense fallback={<div className="trend-chart" role="status" aria-label={w("trend.loading")} />}>
        <TrendChart points={points} metric={metric} name={name} />
      </Suspense>
      <Summary points={points} metric={metric} name={name} />
    </>
  );
}

function Summary({ points, metric, name }: { points: Point[]; metric: Metric; name: string }) {
  const w = useWords(words);
  const language = useLanguage();
  const peak = points.reduce((best, point) => (point.value > best.value ? point : best));
  const total = points.reduce((sum, { value }) => sum + value, 0);
  const say = (value: number) => inWords(value, metric.kind, language);
  const said = { metric: name, total: say(total), peak: say(peak.value), day: peak.day };
  return <p className="hint">{w(metric.kind === "people" ? "trend.daily_only" : "trend.summary", said)}</p>;
}

function TrendTable({ points, metric, name }: { points: Point[]; metric: Metric; name: string }) {
  const w = useWords(words);
  const language = useLanguage();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
    <section className="trend-table" tabIndex={0} aria-label={w("trend.caption", { metric: name })}>
      <table className="figures">
        <caption>{w("trend.caption", { metric: name })}</caption>
        <thead>
          <tr>
            <th scope="col">{w("trend.day")}</th>
            <th scope="col">{name}</th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map(({ day, value }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              <td>{inWords(value, metric.kind, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
