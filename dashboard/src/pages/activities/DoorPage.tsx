/** The door, on a phone: today's session, its people, one touch a person. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Registration, registrationsQuery } from "../../api/activities";
import { useCommand } from "../../api/command";
import { sessionsQuery } from "../../api/queries";
import { useMay } from "../../app/session";
import { clock, localDay, span } from "../../format/time";
import { SelectField, TextField } from "../../parts/fields";
import { Failed, Forbidden, Loading } from "../../parts/states";
import { Told } from "../../parts/Told";

const DAY_MS = 86_400_000;
const DOORS_OPEN_BEFORE_MS = 2 * 3_600_000;

export function DoorPage() {
  const may = useMay("activities:check-in");
  return may ? <Body /> : <Forbidden />;
}

/** Doors open two hours before (services/activities/sessions/rules.py), and yesterday evening's session may still run. */
function useToday(): [string, string] {
  return useMemo(() => {
    const start = new Date(`${localDay(new Date())}T00:00:00+08:00`).getTime();
    return [
      new Date(start - DAY_MS).toISOString(),
      new Date(start + DAY_MS + DOORS_OPEN_BEFORE_MS).toISOString(),
    ];
  }, []);
}

function Body() {
  const { t, i18n } = useTranslation();
  const sessions = useQuery(sessionsQuery(...useToday()));
  const [chosen, setChosen] = useState("");
  if (sessions.isPending) return <Loading />;
  if (sessions.isError) return <Failed error={sessions.error} retry={() => void sessions.refetch()} />;
  const open = sessions.data.filter(({ activity_state }) => activity_state === "published");
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("door.title")}</h1>
          <p className="page-day">{t("door.intro")}</p>
        </div>
      </div>
      {open.length === 0 ? (
        <section className="card empty">
          <strong>{t("door.none")}</strong>
          {t("door.none_text")}
        </section>
      ) : (
        <SelectField
          label={t("door.session")}
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
          data-testid="door-session"
          options={[
            { value: "", label: t("door.choose") },
            ...open.map((one) => ({
              value: one.session_id,
              label: `${one.title} · ${span(one.starts_at, one.ends_at, i18n.language)}`,
            })),
          ]}
        />
      )}
      {chosen && <People session={chosen} />}
    </div>
  );
}

function People({ session }: { session: string }) {
  const { t } = useTranslation();
  const registrations = useQuery(registrationsQuery(session));
  const [wanted, setWanted] = useState("");
  const checkIn = useCommand(["activities", "registrations", session], ["overview"]);
  if (registrations.isPending) return <Loading />;
  if (registrations.isError) {
    return <Failed inner error={registrations.error} retry={() => void registrations.refetch()} />;
  }
  const expected = registrations.data.filter(({ state }) => state === "confirmed");
  const came = expected.filter(({ scanned_at }) => scanned_at !== null).length;
  const found = expected.filter(({ name }) => name.includes(wanted.trim()));
  const sheet = `/api/activities/sessions/${session}/registrations/export`;
  return (
    <section className="card" aria-labelledby="door-people">
      <div className="card-head">
        <h2 id="door-people">{t("door.people")}</h2>
        <strong data-testid="door-count">{t("door.count", { came, expected: expected.length })}</strong>
      </div>
      <TextField
        label={t("door.find")}
        type="search"
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      <Told error={checkIn.error} />
      <ul className="door-list">
        {found.map((one) => (
          <Person
            key={one.registration_id}
            person={one}
            pending={checkIn.isPending}
            checkIn={() =>
              checkIn.send({
                path: `/api/activities/registrations/${one.registration_id}/check-in`,
                body: {},
              })
            }
          />
        ))}
      </ul>
      {found.length === 0 && <p className="empty">{t("door.nobody")}</p>}
      <p className="acts">
        <Link to="/register">{t("door.walk_in")}</Link>
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
  pending: boolean;
  checkIn: () => void;
}

function Person({ person, pending, checkIn }: PersonProps) {
  const { t, i18n } = useTranslation();
  return (
    <li className="door-person">
      <span>
        <strong>{person.name}</strong>
        <span className="soft">
          {t(`pool.${person.pool}`)} · {t(`channel.${person.channel}`)}
          {person.promoted && ` · ${t("door.promoted")}`}
        </span>
      </span>
      {person.scanned_at ? (
        <span className="door-came" data-testid="came">
          ✓ {clock(person.scanned_at, i18n.language)}
        </span>
      ) : (
        <Button
          type="primary"
          disabled={pending}
          onClick={checkIn}
          aria-label={t("door.check_in_person", { name: person.name })}
          data-testid="check-in"
        >
          {t("door.check_in")}
        </Button>
      )}
    </li>
  );
}
