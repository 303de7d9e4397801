/** The working calendar: what the office entered of each year's notice, and the form to enter the next. */
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { type Field, longText, number, text } from "../../../kit/fields";
import { Answered } from "../../../kit/Listed";
import { Page as Frame, Section } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useRead } from "../../../kit/read";
import { useWords } from "../../../kit/words";
import { daysOf } from "./days";
import { place } from "./place";
import { words } from "./words";

type Notice = View<"activities-CalendarView">["notices"][number];

export function Page() {
  const w = useWords(words);
  const calendar = useRead("/api/activities/public/working-calendar");
  return (
    <Frame place={place} intro={w("intro")}>
      <Answered of={calendar}>
        {({ first_unannounced, days_left, notices }) => (
          <>
            <p>{w("known", { day: first_unannounced, count: days_left })}</p>
            <Enter year={Number(first_unannounced.slice(0, 4))} />
            <Section title={w("notices")}>
              {notices.length === 0 && <p className="soft">{w("none")}</p>}
              {notices.map((notice) => (
                <One key={notice.year} notice={notice} />
              ))}
            </Section>
          </>
        )}
      </Answered>
    </Frame>
  );
}

function Enter({ year }: { year: number }) {
  const w = useWords(words);
  const enter = useCommand("/api/activities/working-calendar/{year}");
  const days = (label: string, rows: number, optional: boolean): Field<string[]> => ({
    ...longText(label, { rows, optional, hint: w("days_hint") }),
    read: (typed) => {
      const { days: found, wrong } = daysOf(typed);
      if (wrong !== undefined) return { wrong: "value-error", says: w("wrong", { line: wrong }) };
      return found.length > 0 || optional ? { value: found } : { wrong: "missing" };
    },
  });
  return (
    <Section title={w("enter")}>
      <p className="soft">{w("replaces")}</p>
      <Form
        fields={{
          year: number(w("year"), { least: 2000, most: 2100, initial: year }),
          document: text(w("document"), { most: 200 }),
          holidays: days(w("holidays"), 6, false),
          make_up_days: days(w("make_up"), 4, true),
        }}
        rows={[["year", "document"]]}
        command={enter}
        send={({ year: of, ...body }) => enter.sendAll(body, { path: { year: of } })}
        clears
        action={w("submit")}
        done={w("entered")}
      />
    </Section>
  );
}

function One({ notice }: { notice: Notice }) {
  const w = useWords(words);
  return (
    <div>
      <h3>
        {notice.year} · {notice.document}
      </h3>
      <p>
        {w("holidays")}: {notice.holidays.join("，")}
      </p>
      <p>
        {w("make_up")}: {notice.make_up_days.join("，") || "—"}
      </p>
    </div>
  );
}
