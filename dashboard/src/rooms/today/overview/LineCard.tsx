/** One line's section: its headline figure of today, the others in a table, and whether the room answers. */
import { Alert } from "antd";
import { FIGURES, LINE_METRICS, type Metric } from "../../../api/figures";
import type { Overview, Room } from "../../../api/types";
import { To } from "../../../kit/To";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { place as figure } from "../figure/place";
import { Moving } from "./Moving";
import { figureOf, inWords } from "./metrics";
import { words } from "./words";

export function LineCard({ room, overview }: { room: Room; overview: Overview }) {
  const w = useWords(words);
  const t = useShared();
  const [headline, ...others] = LINE_METRICS[room];
  const away = overview.lines[room]?.status === "unavailable";
  if (!headline) return null;
  return (
    <section className={`card line line-${room}`} aria-labelledby={`line-${room}`}>
      <h2 id={`line-${room}`} className="line-title">
        {t.of("room", room)}
      </h2>
      {away && <Alert type="warning" showIcon title={w("line_away", { room: t.of("room", room) })} />}
      <Headline room={room} metric={headline} overview={overview} />
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">{w("column.metric")}</span>
            </th>
            <th scope="col">{w("column.today")}</th>
            <th scope="col">{w("column.month")}</th>
            <th scope="col">{w("column.all")}</th>
          </tr>
        </thead>
        <tbody>
          {others.map((metric) => (
            <FigureRow key={metric.key} room={room} metric={metric} overview={overview} />
          ))}
        </tbody>
      </table>
      {room === "activities" && <p className="hint line-note">{w("distinct_note")}</p>}
    </section>
  );
}

function useTold(metric: Metric) {
  const language = useLanguage();
  return (value: number | null) => inWords(value, metric.kind, language);
}

interface FigureProps {
  room: Room;
  metric: Metric;
  overview: Overview;
}

/** A figure's name, which opens to the rows and events behind it; a share has none of its own. */
function Opens({ room, metric }: { room: Room; metric: Metric }) {
  const t = useShared();
  const name = t.of("metric", metric.key);
  return FIGURES[metric.key]?.opens ? (
    <To place={figure} params={{ room, metric: metric.key }} search={{ period: "month" }} className="opens">
      {name}
    </To>
  ) : (
    name
  );
}

function Headline({ room, metric, overview }: FigureProps) {
  const w = useWords(words);
  const t = useShared();
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
          <dt>{w("month_short")}</dt>
          <dd>{say(figureOf(overview.month, metric))}</dd>
        </div>
        <div>
          <dt>{w("all_short")}</dt>
          <dd>{say(figureOf(overview.all, metric))}</dd>
        </div>
      </dl>
    </div>
  );
}

function FigureRow({ room, metric, overview }: FigureProps) {
  const t = useShared();
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
