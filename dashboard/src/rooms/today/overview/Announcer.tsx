/** Tells screen readers which headline figures moved: politely, and at most once in EVERY_MS. */
import { useEffect, useRef, useState } from "react";
import { LINE_METRICS, type Metric } from "../../../api/figures";
import { type Overview, ROOMS } from "../../../api/types";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { figureOf, inWords } from "./metrics";
import { words } from "./words";

const EVERY_MS = 5_000;
const HEADLINES = ROOMS.map((room) => LINE_METRICS[room][0]).filter((metric): metric is Metric =>
  Boolean(metric),
);

export function Announcer({ overview }: { overview: Overview }) {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  const [heard, setHeard] = useState("");
  const latest = useRef(overview);
  const said = useRef(overview);
  latest.current = overview;

  useEffect(() => {
    const timer = window.setInterval(() => {
      const { today } = latest.current;
      const moved = HEADLINES.filter(
        (metric) => figureOf(today, metric) !== figureOf(said.current.today, metric),
      );
      said.current = latest.current;
      if (moved.length === 0) return;
      setHeard(
        moved
          .map((metric) =>
            w("moved", {
              metric: t.of("metric", metric.key),
              value: inWords(figureOf(today, metric), metric.kind, language),
            }),
          )
          .join("；"),
      );
    }, EVERY_MS);
    return () => window.clearInterval(timer);
  }, [w, t, language]);

  return (
    <p className="unseen" aria-live="polite">
      {heard}
    </p>
  );
}
