/** A day of the calendar in the reader's words. */
import { useLanguage } from "../../../kit/words";

const SHOWN: Record<"both" | "weekday" | "day", Intl.DateTimeFormatOptions> = {
  both: { month: "numeric", day: "numeric", weekday: "short" },
  weekday: { weekday: "short" },
  day: { month: "numeric", day: "numeric" },
};

export function useDayName() {
  const language = useLanguage();
  return (day: string, part: keyof typeof SHOWN = "both") =>
    new Intl.DateTimeFormat(language, { ...SHOWN[part], timeZone: "UTC" }).format(
      new Date(`${day}T00:00:00Z`),
    );
}
