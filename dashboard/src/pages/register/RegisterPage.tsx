/** Register a person for a session: the form that starts the thread ending in Today's moving figure. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Answer, ask } from "../../api/client";
import { overviewQuery, sessionsQuery } from "../../api/queries";
import type { Registered, Registrant, SessionRow } from "../../api/types";
import { useMay } from "../../app/session";
import { localDay } from "../../format/time";
import { Failed, Forbidden, Loading } from "../../parts/states";
import { Outcome } from "./Outcome";
import { PersonForm } from "./PersonForm";
import { SessionPicker } from "./SessionPicker";
import "../../styles/register.css";

const DAYS_AHEAD = 60;
const DAY_MS = 86_400_000;

interface Order {
  session: SessionRow;
  person: Registrant;
}

export function RegisterPage() {
  const may = useMay("activities:register");
  return may ? <RegisterBody /> : <Forbidden />;
}

/** From the start of today, so that a session that runs already can still be joined. */
function useRange(): [string, string] {
  return useMemo(() => {
    const start = new Date(`${localDay(new Date())}T00:00:00+08:00`);
    return [start.toISOString(), new Date(start.getTime() + DAYS_AHEAD * DAY_MS).toISOString()];
  }, []);
}

function useRegister() {
  const client = useQueryClient();
  const key = useRef<{ order: string; key: string } | null>(null);
  return useMutation({
    mutationFn: ({ session, person }: Order): Promise<Answer<Registered>> => {
      // One key a submission: the same order tried again carries the same key, so it cannot register twice.
      const order = JSON.stringify([session.session_id, person]);
      if (key.current?.order !== order) key.current = { order, key: crypto.randomUUID() };
      return ask<Registered>(`/api/activities/sessions/${session.session_id}/registrations`, {
        method: "POST",
        body: person,
        idempotencyKey: key.current.key,
      });
    },
    onSuccess: () => {
      key.current = null;
      void client.invalidateQueries({ queryKey: overviewQuery.queryKey });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["sessions"] }),
  });
}

function RegisterBody() {
  const { t } = useTranslation();
  const [from, to] = useRange();
  const sessions = useQuery(sessionsQuery(from, to));
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const register = useRegister();
  const chosen = sessions.data?.find((session) => session.session_id === chosenId);

  // A second click comes before the button is drawn as pending; only a ref knows it in time.
  const underway = useRef(false);
  const submit = (person: Registrant) => {
    setMissing(!chosen);
    if (!chosen || underway.current) return;
    underway.current = true;
    register.mutate(
      { session: chosen, person },
      {
        onSettled: () => {
          underway.current = false;
        },
      },
    );
  };

  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("register.title")}</h1>
          <p className="page-day">{t("register.intro")}</p>
        </div>
      </div>
      {sessions.isPending && <Loading />}
      {sessions.isError && !sessions.data && (
        <Failed inner error={sessions.error} retry={() => void sessions.refetch()} />
      )}
      {sessions.data && (
        <div className="register">
          <SessionPicker
            sessions={sessions.data}
            chosen={chosenId}
            missing={missing && !chosen}
            choose={(id) => {
              setChosenId(id);
              setMissing(false);
            }}
          />
          <div>
            <PersonForm
              online={(chosen?.online_capacity ?? 0) > 0}
              pending={register.isPending}
              error={register.error}
              done={register.isSuccess}
              submit={submit}
              refused={() => setMissing(!chosen)}
              result={<Outcome register={register} again={() => register.reset()} />}
            />
          </div>
        </div>
      )}
    </div>
  );
}
