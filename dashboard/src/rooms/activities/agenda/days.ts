/** Days of a calendar as YYYY-MM-DD; a week begins on Monday. */

const DAY_MS = 86_400_000;

export function isDay(given: unknown): given is string {
  return (
    typeof given === "string" &&
    /^\d{4}-\d\d-\d\d$/.test(given) &&
    !Number.isNaN(Date.parse(`${given}T00:00:00Z`)) &&
    at(Date.parse(`${given}T00:00:00Z`)) === given
  );
}

function at(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

export function plus(day: string, days: number): string {
  return at(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
}

/** The seven days of the week that a day is in. */
export function weekOf(day: string): string[] {
  const monday = plus(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
  return Array.from({ length: 7 }, (_, place) => plus(monday, place));
}

/** The whole weeks that the month of a day is in. */
export function monthOf(day: string): string[][] {
  const month = day.slice(0, 7);
  const weeks: string[][] = [];
  for (
    let week = weekOf(`${month}-01`);
    (week[0] ?? "").slice(0, 7) <= month;
    week = weekOf(plus(week[0] ?? day, 7))
  ) {
    weeks.push(week);
  }
  return weeks;
}

/** The same day of the next month, or of the one before; its first day, so that none is passed over. */
export function monthFrom(day: string, by: 1 | -1): string {
  const first = `${day.slice(0, 7)}-01`;
  return by === 1 ? `${plus(first, 31).slice(0, 7)}-01` : `${plus(first, -1).slice(0, 7)}-01`;
}
