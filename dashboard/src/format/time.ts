/** Times as people here read them: Asia/Shanghai, whatever the machine's own zone. */

export const ZONE = "Asia/Shanghai";
const day = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The local day of an instant, YYYY-MM-DD. */
export function localDay(at: string | Date): string {
  return day.format(typeof at === "string" ? new Date(at) : at);
}

/** The first day of a day's month. */
export function monthStart(localDate: string): string {
  return `${localDate.slice(0, 7)}-01`;
}

function format(at: string | Date, language: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language, { timeZone: ZONE, hourCycle: "h23", ...options }).format(
    typeof at === "string" ? new Date(at) : at,
  );
}

/** Year, month, day and weekday. */
export function longDay(at: string | Date, language: string): string {
  return format(at, language, { year: "numeric", month: "long", day: "numeric", weekday: "long" });
}

/** Hours and minutes, with seconds when asked. */
export function clock(at: string | Date, language: string, seconds = false): string {
  return format(at, language, {
    hour: "2-digit",
    minute: "2-digit",
    ...(seconds ? { second: "2-digit" } : {}),
  });
}

/** Day and clock to the second. */
export function stamp(at: string | Date, language: string): string {
  return format(at, language, { dateStyle: "medium", timeStyle: "medium" });
}

/**
 * A session's "8月3日 周二 14:00–16:00"; the second day is named when it ends on another one, the year when it is not
 * this one.
 */
export function span(from: string, to: string, language: string, now = new Date()): string {
  const year = localDay(now).slice(0, 4);
  const isThisYear = [from, to].every((at) => localDay(at).startsWith(year));
  const date: Intl.DateTimeFormatOptions = {
    ...(isThisYear ? {} : { year: "numeric" }),
    month: "short",
    day: "numeric",
    weekday: "short",
  };
  const start = `${format(from, language, date)} ${clock(from, language)}`;
  const sameDay = localDay(from) === localDay(to);
  return `${start}–${sameDay ? "" : `${format(to, language, date)} `}${clock(to, language)}`;
}
