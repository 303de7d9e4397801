/** The trend by day: one metric at a time, as a chart or as its table twin. */
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Metric, TREND_METRICS } from "../../api/figures";
import { ROOMS, type TrendDay } from "../../api/types";
import { everyDay } from "../../live/figures";
import { Choice } from "../../parts/Choice";
import { Toggle } from "../../parts/Toggle";
import { told } from "./metrics";

const TrendChart = lazy(() => import("./TrendChart").then((module) => ({ default: module.TrendChart })));

export interface Point {
  day: string;
  value: number;
}

export function TrendCard({ trend, today }: { trend: TrendDay[]; today: string }) {
  const { t } = useTranslation();
  const [key, setKey] = useState(TREND_METRICS[0]?.key ?? "");
  const [view, setView] = useState<"chart" | "table">("chart");
  const metric = TREND_METRICS.find((one) => one.key === key) ?? { key, kind: "count" as const };
  const points = useMemo(
    () => everyDay(trend, today).map(({ window, figures }) => ({ day: window, value: figures[key] ?? 0 })),
    [trend, today, key],
  );
  const groups = ROOMS.map((room) => ({
    label: t(`room.${room}`),
    options: TREND_METRICS.filter((one) => one.room === room).map((one) => ({
      value: one.key,
      label: t(`metric.${one.key}`),
    })),
  }));
  return (
    <section className="card trend" aria-labelledby="trend-title">
      <div className="trend-head">
        <h2 id="trend-title">{t("trend.title")}</h2>
        <div className="trend-tools">
          <Choice
            label={t("trend.metric")}
            className="trend-metric"
            value={key}
            change={setKey}
            groups={groups}
          />
          <Toggle
            label={t("trend.view")}
            value={view}
            change={setView}
            options={[
              { value: "chart", label: t("trend.as_chart") },
              { value: "table", label: t("trend.as_table") },
            ]}
          />
        </div>
      </div>
      <TrendBody points={points} metric={metric} view={view} />
    </section>
  );
}

function TrendBody({ points, metric, view }: { points: Point[]; metric: Metric; view: "chart" | "table" }) {
  const { t } = useTranslation();
  const name = t(`metric.${metric.key}`) + (metric.kind === "money" ? t("unit.yuan") : "");
  if (points.every(({ value }) => value === 0))
    return <div className="empty trend-empty">{t("trend.empty")}</div>;
  if (view === "table") return <TrendTable points={points} metric={metric} name={name} />;
  return (
    <>
      <Suspense fallback={<div className="trend-chart" role="status" aria-label={t("trend.loading")} />}>
        <TrendChart points={points} metric={metric} name={name} />
      </Suspense>
      <Summary points={points} metric={metric} name={name} />
    </>
  );
}

function Summary({ points, metric, name }: { points: Point[]; metric: Metric; name: string }) {
  const { t, i18n } = useTranslation();
  const peak = points.reduce((best, point) => (point.value > best.value ? point : best));
  const total = points.reduce((sum, { value }) => sum + value, 0);
  const say = (value: number) => told(value, metric.kind, i18n.language);
  const words = { metric: name, total: say(total), peak: say(peak.value), day: peak.day };
  return <p className="hint">{t(metric.kind === "people" ? "trend.daily_only" : "trend.summary", words)}</p>;
}

function TrendTable({ points, metric, name }: { points: Point[]; metric: Metric; name: string }) {
  const { t, i18n } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
    <section className="trend-table" tabIndex={0} aria-label={t("trend.caption", { metric: name })}>
      <table className="figures">
        <caption>{t("trend.caption", { metric: name })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("trend.day")}</th>
            <th scope="col">{name}</th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map(({ day, value }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              <td>{told(value, metric.kind, i18n.language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
