/** Changed figures applied to the overview: pure functions, and a short memory for answers that cross them. */
import type { FiguresChanged, Overview, TrendDay } from "../api/types";
import { localDay, monthStart } from "../format/time";

export const TREND_DAYS = 30;
/** An overview answer takes 10 s at most; older changes cannot cross it any more. */
const REMEMBERED_MS = 60_000;

interface Remembered {
  at: number;
  change: FiguresChanged;
}

const remembered = new Map<string, Remembered>();

/** `overview` with one changed cell; the same object when the cell is not on the page. */
export function applyFigures(overview: Overview, change: FiguresChanged): Overview {
  if (change.dimension !== "district") return overview;
  const today = localDay(overview.as_of);
  const period = { figures: change.figures, rates: change.rates };
  if (change.grain === "month") {
    return change.window === monthStart(today) ? { ...overview, month: period } : overview;
  }
  if (change.grain !== "day") return overview;
  const trend = withDay(overview.trend, change, today);
  if (change.window === today) return { ...overview, today: period, trend };
  return trend === overview.trend ? overview : { ...overview, trend };
}

function withDay(trend: TrendDay[], change: FiguresChanged, today: string): TrendDay[] {
  if (change.window > today || change.window <= dayBefore(today, TREND_DAYS)) return trend;
  const day = { window: change.window, figures: change.figures };
  const others = trend.filter((row) => row.window !== change.window);
  return [...others, day].sort((a, b) => a.window.localeCompare(b.window));
}

/** The last TREND_DAYS days up to today, a day without facts as an empty one. */
export function everyDay(trend: TrendDay[], today: string): TrendDay[] {
  const known = new Map(trend.map((row) => [row.window, row]));
  return Array.from({ length: TREND_DAYS }, (_, index) => {
    const window = dayBefore(today, TREND_DAYS - 1 - index);
    return known.get(window) ?? { window, figures: {} };
  });
}

/** The calendar day `days` before `day` (both YYYY-MM-DD). */
export function dayBefore(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - days);
  return at.toISOString().slice(0, 10);
}

/** Keep a change for overview answers that were asked for before it and arrive after it. */
export function remember(change: FiguresChanged, now = performance.now()): void {
  for (const [key, { at }] of remembered) {
    if (at < now - REMEMBERED_MS) remembered.delete(key);
  }
  remembered.set(`${change.grain}:${change.window}:${change.dimension}:${change.member}`, {
    at: now,
    change,
  });
}

export function watermark(): number {
  return performance.now();
}

/** The answer with every change that was seen since `mark` laid over it. */
export function reapply(overview: Overview, mark: number): Overview {
  let result = overview;
  for (const { at, change } of remembered.values()) {
    if (at >= mark) result = applyFigures(result, change);
  }
  return result;
}
