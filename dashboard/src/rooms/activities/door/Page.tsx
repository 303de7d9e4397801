/** The door, on a phone: today's session, its people, one touch a person. */
import { Button } from "antd";
import { useState } from "react";
import { clock, span } from "../../../format/time";
import { Act } from "../../../kit/Act";
import { Entry, Select } from "../../../kit/Control";
import { type Commanding, useCommand } from "../../../kit/command";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { Page as Frame } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { To } from "../../../kit/To";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { place as register } from "../register/place";
import { useSessionsAtTheDoor } from "../sessions";
import { place } from "./place";
import { words } from "./words";

type Registration = View<"activities-RegistrationView">;
const CHECK_IN = "/api/activities/registrations/{registration_id}/check-in";
const UNDO = "/api/activities/registrations/{registration_id}/undo-check-in";
// The room's own limit is ten minutes; the page offers a little less.
const UNDO_MS = 9 * 60_000;
const PEOPLE = "/api/activities/sessions/{session_id}/registrations";

export function Page() {
  const w = useWords(words);
  const language = useLanguage();
  const sessions = useSessionsAtTheDoor();
  const [chosen, choose] = useState("");
  const open = sessions.rows.filter(({ activity_state }) => activity_state === "published");
  const none = (
    <section className="card empty">
      <strong>{w("none")}</strong>
      {w("none_text")}
    </section>
  );
  return (
    <Frame place={place} intro={w("intro")}>
      <Listed of={{ ...sessions, rows: open }} empty={none}>
        {(rows) => (
          <Select
            label={w("session")}
            value={chosen}
            change={choose}
            choose={w("choose")}
            testId="door-session"
            options={rows.map((one) => ({
              value: one.session_id,
              label: `${one.title} · ${span(one.starts_at, one.ends_at, language)}`,
            }))}
          />
        )}
      </Listed>
      {chosen && <People session={chosen} />}
    </Frame>
  );
}

function People({ session }: { session: string }) {
  const w = useWords(words);
  const t = useShared();
  const registrations = useList(PEOPLE, { session_id: session }, { after: "registration_id" });
  const [wanted, find] = useState("");
  const checkIn = useCommand(CHECK_IN, { refreshes: [PEOPLE, "/api/overview"] });
  const undo = useCommand(UNDO, { refreshes: [PEOPLE, "/api/overview"] });
  const sheet = `/api/activities/sessions/${session}/registrations/export`;
  if (registrations.isPending || registrations.error) {
    return (
      <Listed of={registrations} empty={null}>
        {() => null}
      </Listed>
    );
  }
  const expected = registrations.rows.filter(({ state }) => state === "confirmed");
  const came = expected.filter(({ scanned_at }) => scanned_at !== null).length;
  const found = expected.filter(({ name }) => name.includes(wanted.trim()));
  return (
    <section className="card" aria-labelledby="door-people">
      <div className="card-head">
        <h2 id="door-people">{w("people")}</h2>
        <strong data-testid="door-count">{w("count", { came, expected: expected.length })}</strong>
      </div>
      <Entry label={w("find")} type="search" value={wanted} change={find} />
      <Outcome of={checkIn} />
      <Outcome of={undo} />
      <ul className="door-list">
        {found.map((one) => (
          <Person key={one.registration_id} person={one} checkIn={checkIn} undo={undo} />
        ))}
      </ul>
      {found.length === 0 && <p className="empty">{w("none_found")}</p>}
      <p className="acts">
        <To place={register}>{w("walk_in")}</To>
        <a href={`${sheet}?format=xlsx`}>{t("action.xlsx")}</a>
        <a href={`${sheet}?format=csv`}>{t("action.csv")}</a>
        <Button type="link" onClick={() => window.print()}>
          {t("action.print")}
        </Button>
      </p>
    </section>
  );
}

interface PersonProps {
  person: Registration;
  checkIn: Commanding<typeof CHECK_IN>;
  undo: Commanding<typeof UNDO>;
}

function Person({ person, checkIn, undo }: PersonProps) {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  return (
    <li className="door-person">
      <span>
        <strong>{person.name}</strong>
        <span className="soft">
          {t.of("pool", person.pool)} · {t.of("channel", person.channel)}
          {person.promoted && ` · ${w("promoted")}`}
        </span>
      </span>
      {person.scanned_at ? (
        <span className="door-came" data-testid="came">
          ✓ {clock(person.scanned_at, language)}
          {Date.now() - Date.parse(person.scanned_at) < UNDO_MS && (
            <Act
              small
              command={undo}
              order={{ path: { registration_id: person.registration_id } }}
              label={w("undo_person", { name: person.name })}
              testId="undo-check-in"
            >
              {w("undo")}
            </Act>
          )}
        </span>
      ) : (
        <Act
          primary
          command={checkIn}
          order={{ path: { registration_id: person.registration_id }, body: {} }}
          label={w("check_in_person", { name: person.name })}
          testId="check-in"
        >
          {w("check_in")}
        </Act>
      )}
    </li>
  );
}
