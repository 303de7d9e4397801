/** Days as an officer types them: one a line, or from..to. */

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOST = 60;

export interface Days {
  days: string[];
  /** The first line that is no day. */
  wrong?: string;
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return DAY.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Every day between and with both; more than a notice ever names are none. */
function between(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    if (days.length === MOST) return [];
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

export function daysOf(text: string): Days {
  const days: string[] = [];
  for (const line of text.split(/[\n,，、;；]/).map((one) => one.trim())) {
    if (line === "") continue;
    const [from = "", to = from, ...more] = line.split("..").map((one) => one.trim());
    const found = isDay(from) && isDay(to) && more.length === 0 ? between(from, to) : [];
    if (found.length === 0) return { days, wrong: line };
    days.push(...found);
  }
  return { days };
}
