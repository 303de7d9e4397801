/** Tells screen readers which headline figures moved: politely, and at most once in EVERY_MS. */
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { LINE_METRICS, type Metric } from "../../api/figures";
import { type Overview, ROOMS } from "../../api/types";
import { figureOf, told } from "./metrics";

const EVERY_MS = 5_000;
const HEADLINES = ROOMS.map((room) => LINE_METRICS[room][0]).filter((metric): metric is Metric =>
  Boolean(metric),
);

export function Announcer({ overview }: { overview: Overview }) {
  const { t, i18n } = useTranslation();
  const [words, setWords] = useState("");
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
      setWords(
        moved
          .map((metric) =>
            t("today.moved", {
              metric: t(`metric.${metric.key}`),
              value: told(figureOf(today, metric), metric.kind, i18n.language),
            }),
          )
          .join("；"),
      );
    }, EVERY_MS);
    return () => window.clearInterval(timer);
  }, [t, i18n.language]);

  return (
    <p className="unseen" aria-live="polite">
      {words}
    </p>
  );
}
