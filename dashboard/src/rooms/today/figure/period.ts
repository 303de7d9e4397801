/** The days of a period, and of the one before it. */
import { FIRST_DAY } from "../../../api/days";
import type { PeriodName } from "./place";

const DAY_MS = 86_400_000;

/** [from, to) of a period, and of the one before it of the same kind. */
export function rangeOf(
  period: PeriodName,
  today: string,
): { from: string; to: string; before: [string, string] } {
  const next = (day: string, by: number) =>
    new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);
  const [year, month] = today.split("-").map(Number) as [number, number];
  const monthDay = (back: number) => new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 10);
  const tomorrow = next(today, 1);
  if (period === "today") return { from: today, to: tomorrow, before: [next(today, -1), today] };
  if (period === "month") return { from: monthDay(0), to: tomorrow, before: [monthDay(1), monthDay(0)] };
  if (period === "year") {
    return { from: `${year}-01-01`, to: tomorrow, before: [`${year - 1}-01-01`, `${year}-01-01`] };
  }
  return { from: FIRST_DAY, to: tomorrow, before: [FIRST_DAY, FIRST_DAY] };
}
