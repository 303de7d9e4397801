/** The people of a session at its door; as this phone knows them where there is no network. */
import { Button } from "antd";
import { useEffect, useState } from "react";
import { clock } from "../../../format/time";
import { Act } from "../../../kit/Act";
import { Entry } from "../../../kit/Control";
import { type Commanding, useCommand } from "../../../kit/command";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { To } from "../../../kit/To";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { place as register } from "../register/place";
import { place as tickets } from "../tickets/place";
import { Conflicts } from "./Conflicts";
import type { useScans } from "./scanning";
import { keepRoster, type Person, roster, type Scan } from "./store";
import { TicketEntry } from "./TicketEntry";
import { words } from "./words";

const UNDO = "/api/activities/registrations/{registration_id}/undo-check-in";
const PEOPLE = "/api/activities/sessions/{session_id}/registrations";
// The room's own limit is ten minutes; the page offers a little less.
const UNDO_MS = 9 * 60_000;

interface Known {
  people: readonly Person[];
  /** When the list was read, where it is this phone's copy. */
  read_at: string | null;
}

/** The list from the room, kept on this phone as well; without an answer, what was kept. */
function usePeople(session: string) {
  const list = useList(PEOPLE, { session_id: session }, { after: "registration_id" });
  const [kept, setKept] = useState<Known | null>(null);
  const answered = list.answer !== undefined;
  useEffect(() => {
    if (!answered) return;
    const people = list.rows
      .filter(({ state }) => state === "confirmed")
      .map(({ registration_id, name, ticket, pool, channel, promoted, scanned_at }) => ({
        registration_id,
        name,
        ticket,
        pool,
        channel,
        promoted,
        scanned_at,
      }));
    setKept({ people, read_at: null });
    void keepRoster(session, people).catch(() => undefined);
  }, [session, answered, list.rows]);
  useEffect(() => {
    if (answered) return;
    void roster(session)
      .then((found) => found && setKept((known) => known ?? found))
      .catch(() => undefined);
  }, [session, answered]);
  return { list, known: kept };
}

interface PeopleProps {
  session: string;
  scans: ReturnType<typeof useScans>;
}

export function People({ session, scans }: PeopleProps) {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  const { list, known } = usePeople(session);
  const [wanted, find] = useState("");
  const [said, say] = useState("");
  const undo = useCommand(UNDO, { refreshes: [PEOPLE, "/api/overview"] });
  if (!known) {
    return (
      <Listed of={list} empty={null}>
        {() => null}
      </Listed>
    );
  }
  const own = scans.all.filter((scan) => scan.session === session);
  const scanOf = (person: Person): Scan | undefined =>
    own.find(
      ({ state, ticket, registration_id }) =>
        state === "waiting" && (registration_id === person.registration_id || ticket === person.ticket),
    );
  const cameAt = (person: Person) => person.scanned_at ?? scanOf(person)?.scanned_at ?? null;
  const came = known.people.filter((person) => cameAt(person) !== null).length;
  const found = known.people.filter(({ name }) => name.includes(wanted.trim()));
  const checkIn = (person: Person | undefined, ticket: string | null) => {
    if (person && cameAt(person)) return say(w("before", { name: person.name }));
    const of = {
      session,
      ticket,
      registration_id: ticket === null ? (person?.registration_id ?? null) : null,
    };
    scans.take(of).then(
      () => say(person ? w("taken", { name: person.name }) : w("taken_unknown", { ticket: ticket ?? "" })),
      () => say(""),
    );
  };
  const sheet = `/api/activities/sessions/${session}/registrations/export`;
  return (
    <>
      <section className="card" aria-labelledby="door-people">
        <div className="card-head">
          <h2 id="door-people">{w("people")}</h2>
          <strong data-testid="door-count">{w("count", { came, expected: known.people.length })}</strong>
        </div>
        {known.read_at && <p className="soft">{w("as_of", { at: clock(known.read_at, language) })}</p>}
        <TicketEntry
          take={(ticket) =>
            checkIn(
              known.people.find((person) => person.ticket === ticket),
              ticket,
            )
          }
        />
        <p role="status" data-testid="door-said">
          {said}
        </p>
        <Entry label={w("find")} type="search" value={wanted} change={find} />
        <Outcome of={undo} />
        <ul className="door-list">
          {found.map((one) => (
            <One
              key={one.registration_id}
              person={one}
              at={cameAt(one)}
              waiting={scanOf(one)}
              checkIn={() => checkIn(one, null)}
              takeBack={scans.takeBack}
              undo={undo}
            />
          ))}
        </ul>
        {found.length === 0 && <p className="empty">{w("none_found")}</p>}
        <p className="acts">
          <To place={register}>{w("walk_in")}</To>
          <To place={tickets} params={{ session_id: session }}>
            {w("tickets")}
          </To>
          <a href={`${sheet}?format=xlsx`}>{t("action.xlsx")}</a>
          <a href={`${sheet}?format=csv`}>{t("action.csv")}</a>
          <Button type="link" onClick={() => window.print()}>
            {t("action.print")}
          </Button>
        </p>
      </section>
      <Conflicts session={session} />
    </>
  );
}

interface OneProps {
  person: Person;
  at: string | null;
  waiting: Scan | undefined;
  checkIn: () => void;
  takeBack: (scan: Scan) => Promise<boolean>;
  undo: Commanding<typeof UNDO>;
}

function One({ person, at, waiting, checkIn, takeBack, undo }: OneProps) {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  const label = w("undo_person", { name: person.name });
  return (
    <li className="door-person">
      <span>
        <strong>{person.name}</strong>
        <span className="soft">
          {t.of("pool", person.pool)} · {t.of("channel", person.channel)}
          {person.promoted && ` · ${w("promoted")}`}
        </span>
      </span>
      {at === null && (
        <Button
          type="primary"
          onClick={checkIn}
          aria-label={w("check_in_person", { name: person.name })}
          data-testid="check-in"
        >
          {w("check_in")}
        </Button>
      )}
      {at !== null && (
        <span className="door-came" data-testid="came">
          ✓ {clock(at, language)}{" "}
          {waiting && (
            <Button
              size="small"
              aria-label={label}
              data-testid="undo-check-in"
              onClick={() => void takeBack(waiting)}
            >
              {w("undo")}
            </Button>
          )}
          {!waiting && Date.now() - Date.parse(at) < UNDO_MS && (
            <Act
              small
              command={undo}
              order={{ path: { registration_id: person.registration_id } }}
              label={label}
              testId="undo-check-in"
            >
              {w("undo")}
            </Act>
          )}
        </span>
      )}
    </li>
  );
}
