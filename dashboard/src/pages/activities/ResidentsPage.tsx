/** At the counter: whose an account is, confirmed by somebody who looks at who asks, or withdrawn with a reason. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { accountsQuery, type Resident, residentsQuery } from "../../api/activities";
import { useCommand } from "../../api/command";
import { useMay } from "../../app/session";
import { SelectField, TextField } from "../../parts/fields";
import { Failed, Forbidden, Loading } from "../../parts/states";
import { Told } from "../../parts/Told";
import { TwoSteps } from "../../parts/TwoSteps";

const REFRESHES = [["activities", "residents"]];
const REASONS = ["wrong-person", "asked-in-person", "account-shared", "other"] as const;
const ERASURES = ["asked-in-person", "asked-by-guardian", "asked-in-writing", "other"] as const;

export function ResidentsPage() {
  const may = useMay("activities:manage");
  return may ? <Body /> : <Forbidden />;
}

function Body() {
  const { t } = useTranslation();
  const residents = useQuery(residentsQuery);
  const accounts = useQuery(accountsQuery);
  if (residents.isPending || accounts.isPending) return <Loading />;
  const failed = residents.error ?? accounts.error;
  if (failed || !residents.data || !accounts.data) {
    return <Failed error={failed} retry={() => void residents.refetch()} />;
  }
  const named = new Map(accounts.data.map((one) => [one.account_id, one.username]));
  // The last confirmed first.
  const confirmed = residents.data
    .filter(({ confirmed_at }) => confirmed_at !== null)
    .sort((one, other) => String(other.confirmed_at).localeCompare(String(one.confirmed_at)));
  const said = new Map(residents.data.map((one) => [one.account_id, one]));
  const open = accounts.data
    .filter(({ roles, account_id }) => roles.includes("resident") && !said.get(account_id)?.confirmed_at)
    .map(({ account_id, username }) => {
      const claim = said.get(account_id);
      const told = claim?.name ? ` · ${claim.name}${claim.phone_end ? ` …${claim.phone_end}` : ""}` : "";
      return { value: account_id, label: `${username}${told}` };
    });
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("residents.title")}</h1>
          <p className="page-day">{t("residents.intro")}</p>
        </div>
      </div>
      <Confirm open={open} />
      <Erase />
      <section className="card">
        <h2>{t("residents.confirmed")}</h2>
        {confirmed.length === 0 && <p className="empty">{t("residents.none")}</p>}
        <ul className="door-list">
          {confirmed.map((one) => (
            <Confirmed key={one.account_id} one={one} username={named.get(one.account_id)} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function Confirm({ open }: { open: { value: string; label: string }[] }) {
  const { t } = useTranslation();
  const command = useCommand(...REFRESHES);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const entered = Object.fromEntries(new FormData(form)) as Record<string, string>;
    const person: Record<string, string> = { name: entered.name ?? "" };
    if (entered.phone) person.phone = entered.phone;
    if (entered.id_number) person.id_number = entered.id_number.toUpperCase();
    command.send(
      { path: "/api/activities/residents", body: { account_id: entered.account_id, person } },
      () => form.reset(),
    );
  };
  return (
    <section className="card">
      <h2>{t("residents.confirm")}</h2>
      <form className="form" onSubmit={send} autoComplete="off">
        <SelectField
          label={t("residents.account")}
          name="account_id"
          required
          options={[{ value: "", label: t("door.choose") }, ...open]}
          data-testid="resident-account"
        />
        <div className="form-row">
          <TextField
            label={t("register.name")}
            name="name"
            required
            maxLength={200}
            data-testid="resident-name"
          />
          <TextField
            label={t("register.phone")}
            name="phone"
            inputMode="tel"
            pattern="1[3-9][0-9]{9}"
            data-testid="resident-phone"
          />
          <TextField label={t("register.id_number")} name="id_number" pattern="[0-9]{17}[0-9Xx]" />
        </div>
        <div>
          <Button type="primary" htmlType="submit" loading={command.isPending} data-testid="resident-confirm">
            {t("residents.confirm")}
          </Button>
        </div>
        <Told error={command.error} done={command.isSuccess && t("residents.done")} />
      </form>
    </section>
  );
}

function Erase() {
  const { t } = useTranslation();
  const command = useCommand<{ erasure_id: string }>(...REFRESHES);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const { reason, ...entered } = Object.fromEntries(new FormData(form)) as Record<string, string>;
    const person = Object.fromEntries(Object.entries(entered).filter(([, text]) => text !== ""));
    command.send({ path: "/api/activities/erasures", body: { person, reason } }, () => form.reset());
  };
  return (
    <section className="card">
      <h2>{t("residents.erase")}</h2>
      <p className="soft">{t("residents.erase_text")}</p>
      <form className="form" onSubmit={send} autoComplete="off" data-testid="erase-form">
        <div className="form-row">
          <TextField label={t("register.name")} name="name" required maxLength={200} />
          <TextField label={t("register.phone")} name="phone" inputMode="tel" pattern="1[3-9][0-9]{9}" />
          <TextField label={t("register.id_number")} name="id_number" pattern="[0-9]{17}[0-9Xx]" />
        </div>
        <SelectField
          label={t("residents.reason")}
          name="reason"
          options={ERASURES.map((value) => ({ value, label: t(`residents.erasures.${value}`) }))}
        />
        <div>
          <TwoSteps says={t("sure.erase")} loading={command.isPending} testId="erase">
            {t("residents.erase")}
          </TwoSteps>
        </div>
        <Told
          error={command.error}
          done={command.isSuccess && t("residents.erased", { id: command.data.body.erasure_id })}
        />
      </form>
    </section>
  );
}

function Confirmed({ one, username }: { one: Resident; username: string | undefined }) {
  const { t } = useTranslation();
  const command = useCommand(...REFRESHES);
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState("");
  return (
    <li className="door-person" data-testid="resident">
      <span>
        <strong>{one.name}</strong>
        <span className="soft">
          {username ?? one.account_id}
          {one.phone_end && ` · …${one.phone_end}`}
        </span>
      </span>
      {!asked && (
        <Button size="small" onClick={() => setAsked(true)}>
          {t("residents.unlink")}
        </Button>
      )}
      {asked && (
        <span className="acts">
          <SelectField
            label={t("residents.reason")}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            options={[
              { value: "", label: t("door.choose") },
              ...REASONS.map((value) => ({ value, label: t(`residents.reasons.${value}`) })),
            ]}
          />
          <Button
            size="small"
            danger
            disabled={!reason}
            loading={command.isPending}
            onClick={() =>
              command.send({ path: `/api/activities/residents/${one.account_id}/unlink`, body: { reason } })
            }
          >
            {t("residents.unlink")}
          </Button>
        </span>
      )}
      <Told error={command.error} />
    </li>
  );
}
