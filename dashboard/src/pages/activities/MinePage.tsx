/** A resident's own page: register, wait, cancel, say how it was; take one's data away, or have it erased. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type OwnData, ownQuery, type PublicSession, publicSessionsQuery } from "../../api/activities";
import { useCommand } from "../../api/command";
import { useMay } from "../../app/session";
import { span } from "../../format/time";
import { SelectField, TextField } from "../../parts/fields";
import { Failed, Forbidden, Loading } from "../../parts/states";
import { Told } from "../../parts/Told";
import { TwoSteps } from "../../parts/TwoSteps";

const REFRESHES = [
  ["activities", "me"],
  ["public", "sessions"],
];
const RATINGS = [5, 4, 3, 2, 1];

export function MinePage() {
  const may = useMay("activities:attend");
  return may ? <Body /> : <Forbidden />;
}

function Body() {
  const { t } = useTranslation();
  const own = useQuery(ownQuery);
  if (own.isPending) return <Loading />;
  if (own.isError) return <Failed error={own.error} retry={() => void own.refetch()} />;
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("mine.title")}</h1>
          <p className="page-day">
            {own.data.name ? t("mine.known", { name: own.data.name }) : t("mine.new")}
          </p>
          {own.data.name && !own.data.confirmed && <p className="hint">{t("mine.unconfirmed")}</p>}
        </div>
      </div>
      <Registrations own={own.data} />
      <Attend known={own.data.name !== null} />
      <Data own={own.data} />
    </div>
  );
}

function Attend({ known }: { known: boolean }) {
  const { t, i18n } = useTranslation();
  const sessions = useQuery(publicSessionsQuery);
  const [chosen, setChosen] = useState("");
  const command = useCommand<{ state: string }>(...REFRESHES);
  const one = sessions.data?.find(({ session_id }) => session_id === chosen);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const told = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    const pool = told.pool ?? "on-site";
    const person = known ? undefined : { name: told.name, phone: told.phone };
    const full = one && (pool === "online" ? one.online : one.seats) === "full";
    command.send({
      path: `/api/activities/me/${full ? "waitlist" : "registrations"}`,
      body: { session_id: chosen, pool, ...(person ? { person } : {}) },
    });
  };
  return (
    <section className="card">
      <h2>{t("mine.attend")}</h2>
      <form className="form" onSubmit={send}>
        <SelectField
          label={t("register.session")}
          required
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
          data-testid="mine-session"
          options={[
            { value: "", label: t("door.choose") },
            ...(sessions.data ?? []).map((session) => ({
              value: session.session_id,
              label: `${session.title} · ${span(session.starts_at, session.ends_at, i18n.language)} · ${t(`seats.${session.seats}`)}`,
            })),
          ]}
        />
        {one && one.online !== "none" && <Pool session={one} />}
        {!known && (
          <div className="form-row">
            <TextField
              label={t("register.name")}
              name="name"
              required
              maxLength={200}
              data-testid="mine-name"
            />
            <TextField
              label={t("register.phone")}
              name="phone"
              required
              inputMode="tel"
              pattern="1[3-9][0-9]{9}"
              data-testid="mine-phone"
            />
          </div>
        )}
        <div>
          <Button
            type="primary"
            htmlType="submit"
            disabled={!chosen}
            loading={command.isPending}
            data-testid="mine-submit"
          >
            {t(one?.seats === "full" ? "mine.wait" : "mine.submit")}
          </Button>
        </div>
        <Told error={command.error} done={command.isSuccess && t(`mine.done.${command.data.body.state}`)} />
      </form>
    </section>
  );
}

function Pool({ session }: { session: PublicSession }) {
  const { t } = useTranslation();
  return (
    <SelectField
      label={t("register.pool")}
      name="pool"
      options={[
        { value: "on-site", label: `${t("pool.on-site")} · ${t(`seats.${session.seats}`)}` },
        { value: "online", label: `${t("pool.online")} · ${t(`seats.${session.online}`)}` },
      ]}
    />
  );
}

function Registrations({ own }: { own: OwnData }) {
  const { t, i18n } = useTranslation();
  const command = useCommand(...REFRESHES);
  const waiting = own.waiting.filter(({ state }) => state === "waiting");
  return (
    <section className="card">
      <h2>{t("mine.registrations")}</h2>
      <Told error={command.error} />
      <ul className="door-list">
        {own.registrations.map((one) => (
          <li key={one.registration_id} className="door-person" data-testid="my-registration">
            <span>
              <strong>{one.title}</strong>
              <span className="soft">
                {span(one.starts_at, one.ends_at, i18n.language)} · {one.venue_name} ·{" "}
                {t(`mine.state.${one.scanned_at ? "attended" : one.state}`)}
                {one.promoted && ` · ${t("door.promoted")}`}
              </span>
            </span>
            {one.state === "confirmed" && !one.scanned_at && new Date(one.ends_at) > new Date() && (
              <TwoSteps
                disabled={command.isPending}
                says={t("sure.cancel")}
                testId="cancel-mine"
                act={() =>
                  command.send({ path: `/api/activities/me/registrations/${one.registration_id}/cancel` })
                }
              >
                {t("mine.cancel")}
              </TwoSteps>
            )}
            {one.scanned_at && one.rating === null && new Date(one.ends_at) < new Date() && (
              <SelectField
                label={t("mine.rate")}
                defaultValue=""
                onChange={(event) =>
                  command.send({
                    path: `/api/activities/me/registrations/${one.registration_id}/feedback`,
                    body: { rating: Number(event.target.value) },
                  })
                }
                options={[
                  { value: "", label: "—" },
                  ...RATINGS.map((value) => ({ value: String(value), label: t(`rating.${value}`) })),
                ]}
              />
            )}
            {one.rating !== null && <span className="tag tag-operator">{t(`rating.${one.rating}`)}</span>}
          </li>
        ))}
        {waiting.map((one) => (
          <li key={one.entry_id} className="door-person">
            <span>
              <strong>{one.title}</strong>
              <span className="soft">{t("mine.before", { count: one.before })}</span>
            </span>
            <Button
              size="small"
              disabled={command.isPending}
              onClick={() => command.send({ path: `/api/activities/me/waitlist/${one.entry_id}/withdraw` })}
            >
              {t("mine.leave")}
            </Button>
          </li>
        ))}
      </ul>
      {own.registrations.length + waiting.length === 0 && <p className="empty">{t("mine.none")}</p>}
    </section>
  );
}

function Data({ own }: { own: OwnData }) {
  const { t } = useTranslation();
  const erase = useCommand<{ erasure_id: string }>(...REFRESHES);
  const [sure, setSure] = useState(false);
  const take = () => {
    const url = URL.createObjectURL(new Blob([JSON.stringify(own, null, 2)], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = "jiayuan-my-data.json";
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <section className="card">
      <h2>{t("mine.data")}</h2>
      <p className="soft">{t("mine.data_text")}</p>
      <p className="acts">
        <Button onClick={take}>{t("mine.take")}</Button>
        {own.name !== null && !sure && (
          <Button danger onClick={() => setSure(true)}>
            {t("mine.erase")}
          </Button>
        )}
        {sure && (
          <Button
            danger
            type="primary"
            loading={erase.isPending}
            onClick={() => erase.send({ path: "/api/activities/me/erasure" }, () => setSure(false))}
          >
            {t("mine.erase_sure")}
          </Button>
        )}
      </p>
      <Told
        error={erase.error}
        done={erase.isSuccess && t("mine.erased", { id: erase.data.body.erasure_id })}
      />
    </section>
  );
}
