/** A venue's hours from a day on: one span or two on working days, and on days of rest. */
import { localDay } from "../../../format/time";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { day, time, yes } from "../../../kit/fields";
import { useWords } from "../../../kit/words";
import type { Venue } from "../lists";
import { words } from "./words";

type Days = "working" | "rest";
type Span = `${Days}_${1 | 2}`;

const SPANS: readonly Span[] = ["working_1", "working_2", "rest_1", "rest_2"];
const daysOf = (span: Span): Days => (span.startsWith("working") ? "working" : "rest");

export function Hours({ venue }: { venue: Venue }) {
  const w = useWords(words);
  const schedule = useCommand("/api/activities/venues/{venue_id}/schedule");
  const clock = (label: string, initial: string | undefined) =>
    time(label, { optional: true, ...(initial ? { initial: initial.slice(0, 5) } : {}) });
  const now = (span: Span) =>
    venue.schedule?.filter(({ days }) => days === daysOf(span))[Number(span.at(-1)) - 1];
  const pair = <S extends Span>(span: S) => {
    const label = w.of("span", span);
    return {
      [`${span}_opens`]: clock(w("opens", { span: label }), now(span)?.opens),
      [`${span}_closes`]: clock(w("closes", { span: label }), now(span)?.closes),
    } as Record<`${S}_opens` | `${S}_closes`, ReturnType<typeof clock>>;
  };
  return (
    <Form
      fields={{
        from_day: day(w("from_day"), { initial: localDay(new Date()), hint: w("hours_hint") }),
        ...pair("working_1"),
        ...pair("working_2"),
        ...pair("rest_1"),
        ...pair("rest_2"),
        closed: yes(w("hours_closed")),
      }}
      rows={SPANS.map((span) => [`${span}_opens`, `${span}_closes`] as const)}
      also={({ closed, from_day: _, ...typed }) => flaws(typed, closed, w("half"), w("hours_none"))}
      command={schedule}
      send={({ from_day, closed, ...typed }) =>
        schedule.send({
          path: { venue_id: venue.venue_id },
          body: { from_day, hours: closed ? [] : SPANS.flatMap((span) => entry(span, typed)) },
        })
      }
      primary={false}
      action={w("hours_submit")}
      done={w("hours_set", { from: schedule.reply?.from_day ?? "" })}
      testId="venue-hours"
    />
  );
}

type Typed = Record<`${Span}_opens` | `${Span}_closes`, string | null>;

function entry(span: Span, typed: Typed) {
  const [opens, closes] = [typed[`${span}_opens`], typed[`${span}_closes`]];
  return opens && closes ? [{ days: daysOf(span), opens, closes }] : [];
}

/** A span has both its ends; a venue without any is said to be closed, so that leaving fields out closes none. */
function flaws(typed: Typed, closed: boolean, half: string, none: string): { [K in keyof Typed]?: string } {
  if (closed) return {};
  const found: { [K in keyof Typed]?: string } = {};
  for (const span of SPANS) {
    const [opens, closes] = [typed[`${span}_opens`], typed[`${span}_closes`]];
    if (opens && !closes) found[`${span}_closes`] = half;
    if (!opens && closes) found[`${span}_opens`] = half;
  }
  if (Object.values(typed).every((one) => !one)) found.working_1_opens = none;
  return found;
}
