/** A month in whole weeks; on a phone a list of its days. */
import { useWords } from "../../../kit/words";
import type { Session } from "../sessions";
import { useDayName } from "./dayName";
import { type Acts, drops, type Exception, lasting, on, Slot } from "./Slot";
import { words } from "./words";

interface MonthProps {
  weeks: readonly (readonly string[])[];
  month: string;
  sessions: readonly Session[];
  exceptions: readonly Exception[];
  acts: Acts | null;
}

export function Month({ weeks, month, sessions, exceptions, acts }: MonthProps) {
  const w = useWords(words);
  const name = useDayName();
  return (
    <table className="agenda" data-testid="agenda-month">
      <caption className="unseen">{month}</caption>
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day} scope="col">
              {name(day, "weekday")}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              const here = on(sessions, day);
              const different = lasting(exceptions, day);
              return (
                <td
                  key={day}
                  data-day={name(day)}
                  data-testid={`slot-${day}`}
                  className={
                    (here.length + different.length === 0 ? "agenda-nothing" : "") +
                    (day.startsWith(month) ? "" : " agenda-other")
                  }
                  {...drops(acts, { day }, sessions)}
                >
                  <time
                    className="agenda-date"
                    dateTime={day}
                    aria-current={day === acts?.today ? "date" : undefined}
                  >
                    {name(day, "day")}
                  </time>
                  <Slot
                    day={day}
                    name={w("every_venue")}
                    sessions={here}
                    exceptions={different}
                    acts={acts}
                    named
                  />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
