/** The calendar of sessions: a week by venue, or a month; sessions are made and moved where they are seen. */
import { Button } from "antd";
import { useState } from "react";
import { useMay } from "../../../app/session";
import { localDay } from "../../../format/time";
import { Select } from "../../../kit/Control";
import { oneAtATime, useCommand } from "../../../kit/command";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { Page as Frame } from "../../../kit/Page";
import { useAddress, useGo } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { useVenues } from "../lists";
import { words as ofSession } from "../session/words";
import { monthFrom, monthOf, plus, weekOf } from "./days";
import { Month } from "./Month";
import { Open, type Opened } from "./Open";
import { place } from "./place";
import type { Acts } from "./Slot";
import { Week } from "./Week";
import { words } from "./words";
import "../../../styles/agenda.css";

export function Page() {
  const w = useWords(words);
  const s = useWords(ofSession);
  const address = useAddress(place);
  const today = localDay(new Date());
  const { view, venue } = address;
  const day = address.day || today;
  const mayManage = useMay("activities:manage");
  const [open, setOpen] = useState<Opened | null>(null);
  const { make, move } = oneAtATime({
    make: useCommand("/api/activities/activities/{activity_id}/sessions"),
    move: useCommand("/api/activities/sessions/{session_id}/move"),
  });
  const venues = useVenues();
  const days = view === "week" ? weekOf(day) : monthOf(day).flat();
  const found = useFound(days, venue);
  const shown = venues.rows.filter(({ venue_id }) => !venue || venue_id === venue);
  const acts: Acts | null = mayManage
    ? {
        today,
        make: (where) =>
          setOpen({ kind: "make", venue_id: where.venue_id ?? (venue || undefined), day: where.day }),
        move: (session, to) => setOpen({ kind: "move", session, ...to }),
      }
    : null;
  const close = () => setOpen(null);
  return (
    <Frame
      place={place}
      intro={w(mayManage ? "intro" : "intro_read")}
      ways={
        acts && (
          <Button onClick={() => acts.make({ day: day < today ? today : day })} data-testid="agenda-make">
            {w("make")}
          </Button>
        )
      }
    >
      <Bar days={days} day={day} />
      <div data-testid="agenda-outcome">
        <Outcome of={make} done={w("made")} />
        <Outcome
          of={move}
          done={({ registered, conflicts }) =>
            conflicts ? s("move.conflicts", { count: conflicts }) : s("move.done", { count: registered })
          }
        />
      </div>
      {open && <Open open={open} make={make} move={move} close={close} />}
      <Listed of={venues} empty={w("no_venues")}>
        {() =>
          view === "week" ? (
            <Week days={days} venues={shown} {...found} acts={acts} />
          ) : (
            <Month weeks={monthOf(day)} month={day.slice(0, 7)} {...found} acts={acts} />
          )
        }
      </Listed>
    </Frame>
  );
}

/** The sessions of these days, and what is different at the venues then. */
function useFound(days: readonly string[], venue: string) {
  const [first = "", last = ""] = [days[0], days.at(-1)];
  const end = plus(last, 1);
  const sessions = useList(
    "/api/activities/sessions",
    { from: `${first}T00:00:00+08:00`, to: `${end}T00:00:00+08:00`, cancelled: true },
    { after: "session_id" },
  );
  const exceptions = useList(
    "/api/activities/venue-exceptions",
    { from: first, to: end },
    { after: "exception_id" },
  );
  const here = <R extends { venue_id: string }>(rows: readonly R[]) =>
    rows.filter(({ venue_id }) => !venue || venue_id === venue);
  return { sessions: here(sessions.rows), exceptions: here(exceptions.rows) };
}

/** Which days and which venue: everything of it stands in the address. */
function Bar({ days, day }: { days: readonly string[]; day: string }) {
  const w = useWords(words);
  const { view, venue } = useAddress(place);
  const go = useGo();
  const venues = useVenues();
  const show = (more: { view?: "week" | "month"; day?: string; venue?: string }) =>
    go(place, { search: { view, day, venue, ...more }, replace: true });
  const turn = (by: 1 | -1) => show({ day: view === "week" ? plus(day, 7 * by) : monthFrom(day, by) });
  return (
    <div className="agenda-bar">
      <Select
        label={w("view")}
        value={view}
        change={(value) => show({ view: value === "month" ? "month" : "week" })}
        options={[
          { value: "week", label: w("week") },
          { value: "month", label: w("month") },
        ]}
        testId="agenda-view"
      />
      <Select
        label={w("venue")}
        value={venue}
        change={(value) => show({ venue: value })}
        choose={w("every_venue")}
        options={venues.rows.map(({ venue_id, name }) => ({ value: venue_id, label: name }))}
        testId="agenda-venue"
      />
      <span className="agenda-turn">
        <Button onClick={() => turn(-1)} data-testid="agenda-before">
          {w("before")}
        </Button>
        <Button onClick={() => show({ day: "" })}>{w("today")}</Button>
        <Button onClick={() => turn(1)} data-testid="agenda-after">
          {w("after")}
        </Button>
      </span>
      <strong aria-live="polite">
        {view === "week" ? w("range", { from: days[0] ?? "", to: days.at(-1) ?? "" }) : day.slice(0, 7)}
      </strong>
    </div>
  );
}
