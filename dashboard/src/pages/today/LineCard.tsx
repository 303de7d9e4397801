/** One line's section: its headline figure of today, the others in a table, and whether the room answers. */
import { Link } from "@tanstack/react-router";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { FIGURES, LINE_METRICS, type Metric } from "../../api/figures";
import type { Overview, Room } from "../../api/types";
import { Moving } from "./Moving";
import { figureOf, told } from "./metrics";

export function LineCard({ room, overview }: { room: Room; overview: Overview }) {
  const { t } = useTranslation();
  const [headline, ...others] = LINE_METRICS[room];
  const away = overview.lines[room]?.status === "unavailable";
  if (!headline) return null;
  return (
    <section className={`card line line-${room}`} aria-labelledby={`line-${room}`}>
      <h2 id={`line-${room}`} className="line-title">
        {t(`room.${room}`)}
      </h2>
      {away && <Alert type="warning" showIcon title={t("today.line_away", { room: t(`room.${room}`) })} />}
      <Headline room={room} metric={headline} overview={overview} />
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">{t("today.column.metric")}</span>
            </th>
            <th scope="col">{t("today.column.today")}</th>
            <th scope="col">{t("today.column.month")}</th>
            <th scope="col">{t("today.column.all")}</th>
          </tr>
        </thead>
        <tbody>
          {others.map((metric) => (
            <FigureRow key={metric.key} room={room} metric={metric} overview={overview} />
          ))}
        </tbody>
      </table>
      {room === "activities" && <p className="hint line-note">{t("today.distinct_note")}</p>}
    </section>
  );
}

function useTold(metric: Metric) {
  const { i18n } = useTranslation();
  return (value: number | null) => told(value, metric.kind, i18n.language);
}

interface FigureProps {
  room: Room;
  metric: Metric;
  overview: Overview;
}

/** A figure's name, which opens to the rows and events behind it; a share has none of its own. */
function Opens({ room, metric }: { room: Room; metric: Metric }) {
  const { t } = useTranslation();
  const name = t(`metric.${metric.key}`);
  return FIGURES[metric.key]?.opens ? (
    <Link
      to="/figures/$room/$metric"
      params={{ room, metric: metric.key }}
      search={{ period: "month" }}
      className="opens"
    >
      {name}
    </Link>
  ) : (
    name
  );
}

function Headline({ room, metric, overview }: FigureProps) {
  const { t } = useTranslation();
  const say = useTold(metric);
  const value = figureOf(overview.today, metric);
  return (
    <div className="headline">
      <div className="headline-label">
        <Opens room={room} metric={metric} />
        {metric.kind === "money" && <span className="unit">{t("unit.yuan")}</span>}
      </div>
      <div className="headline-value" data-testid={`figure-${metric.key}`}>
        <Moving value={value} text={say(value)} difference={(by) => say(by)} />
      </div>
      <dl className="headline-more">
        <div>
          <dt>{t("today.month_short")}</dt>
          <dd>{say(figureOf(overview.month, metric))}</dd>
        </div>
        <div>
          <dt>{t("today.all_short")}</dt>
          <dd>{say(figureOf(overview.all, metric))}</dd>
        </div>
      </dl>
    </div>
  );
}

function FigureRow({ room, metric, overview }: FigureProps) {
  const { t } = useTranslation();
  const say = useTold(metric);
  const value = figureOf(overview.today, metric);
  return (
    <tr>
      <th scope="row">
        <Opens room={room} metric={metric} />
        {metric.kind === "money" && <span className="unit">{t("unit.yuan")}</span>}
      </th>
      <td className="figures-today" data-testid={`figure-${metric.key}`}>
        <Moving value={value} text={say(value)} />
      </td>
      <td>{say(figureOf(overview.month, metric))}</td>
      <td>{say(figureOf(overview.all, metric))}</td>
    </tr>
  );
}
