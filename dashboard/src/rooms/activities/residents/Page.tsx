/** At the counter: whose an account is, confirmed by somebody who looks at who asks, or withdrawn with a reason. */
import { Button } from "antd";
import { useState } from "react";
import { Act } from "../../../kit/Act";
import { Select } from "../../../kit/Control";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, type Option, text } from "../../../kit/fields";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { Page as Frame, Section } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useShared, useWords } from "../../../kit/words";
import { place } from "./place";
import { words } from "./words";

type Resident = View<"activities-ResidentView">;
const REASONS = ["wrong-person", "asked-in-person", "account-shared", "other"] as const;
const ERASURES = ["asked-in-person", "asked-by-guardian", "asked-in-writing", "other"] as const;

export function Page() {
  const w = useWords(words);
  const residents = useList("/api/activities/residents", {}, { after: "account_id" });
  const accounts = useList("/api/accounts", {}, { after: "username" });
  const named = new Map(accounts.rows.map((one) => [one.account_id, one.username]));
  const known = new Map(residents.rows.map((one) => [one.account_id, one]));
  const open = accounts.rows
    .filter(({ roles, account_id }) => roles.includes("resident") && !known.get(account_id)?.confirmed_at)
    .map(({ account_id, username }) => ({
      value: account_id,
      label: username + claimOf(known.get(account_id)),
    }));
  return (
    <Frame place={place} intro={w("intro")}>
      <Listed of={{ ...accounts, error: accounts.error ?? residents.error }} empty={null}>
        {() => <Confirm open={open} />}
      </Listed>
      <Erase />
      <Section title={w("confirmed")}>
        <Listed of={residents} empty={w("none")}>
          {(rows) => <Confirmed of={lastFirst(rows)} named={named} />}
        </Listed>
      </Section>
    </Frame>
  );
}

/** What the account's owner said of themselves. */
function claimOf(resident: Resident | undefined): string {
  if (!resident?.name) return "";
  return ` · ${resident.name}${resident.phone_end ? ` …${resident.phone_end}` : ""}`;
}

function lastFirst(residents: readonly Resident[]): Resident[] {
  return residents
    .filter(({ confirmed_at }) => confirmed_at !== null)
    .sort((one, other) => String(other.confirmed_at).localeCompare(String(one.confirmed_at)));
}

function usePersonFields(testId?: string) {
  const t = useShared();
  return {
    phone: text(t("person.phone"), {
      optional: true,
      keys: "tel",
      pattern: "1[3-9][0-9]{9}",
      ...(testId ? { testId } : {}),
    }),
    id_number: text(t("person.id_number"), { optional: true, pattern: "[0-9]{17}[0-9Xx]" }),
  };
}

function Confirm({ open }: { open: readonly Option[] }) {
  const w = useWords(words);
  const t = useShared();
  const confirm = useCommand("/api/activities/residents");
  return (
    <Section title={w("confirm")}>
      <Form
        fields={{
          account_id: choice(w("account"), open, { choose: w("choose"), testId: "resident-account" }),
          name: text(t("person.name"), { most: 200, testId: "resident-name" }),
          ...usePersonFields("resident-phone"),
        }}
        rows={[["name", "phone", "id_number"]]}
        command={confirm}
        send={({ account_id, name, phone, id_number }) =>
          confirm.send({
            body: { account_id, person: { name, phone, id_number: id_number?.toUpperCase() ?? null } },
          })
        }
        clears
        action={w("confirm")}
        actionTestId="resident-confirm"
        done={w("done")}
      />
    </Section>
  );
}

function Erase() {
  const w = useWords(words);
  const t = useShared();
  const erase = useCommand("/api/activities/erasures");
  return (
    <Section title={w("erase")}>
      <p className="soft">{w("erase_text")}</p>
      <Form
        fields={{
          name: text(t("person.name"), { most: 200 }),
          ...usePersonFields(),
          reason: choice(
            w("reason"),
            ERASURES.map((value) => ({ value, label: w(`erasures.${value}`) })),
          ),
        }}
        rows={[["name", "phone", "id_number"]]}
        command={erase}
        send={({ reason, name, phone, id_number }) =>
          erase.send({ body: { reason, person: { name, phone, id_number } } })
        }
        clears
        sure={w("erase_sure")}
        primary={false}
        action={w("erase")}
        actionTestId="erase"
        testId="erase-form"
        done={({ erasure_id: id }) => w("erased", { id })}
      />
    </Section>
  );
}

function Confirmed({ of, named }: { of: readonly Resident[]; named: ReadonlyMap<string, string> }) {
  const w = useWords(words);
  if (of.length === 0) return <p className="empty">{w("none")}</p>;
  return (
    <ul className="door-list">
      {of.map((one) => (
        <One key={one.account_id} one={one} username={named.get(one.account_id)} />
      ))}
    </ul>
  );
}

function One({ one, username }: { one: Resident; username: string | undefined }) {
  const w = useWords(words);
  const unlink = useCommand("/api/activities/residents/{account_id}/unlink");
  const [asked, ask] = useState(false);
  const [reason, setReason] = useState<(typeof REASONS)[number] | "">("");
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
        <Button size="small" onClick={() => ask(true)}>
          {w("unlink")}
        </Button>
      )}
      {asked && (
        <span className="acts">
          <Select
            label={w("reason")}
            value={reason}
            change={setReason}
            choose={w("choose")}
            options={REASONS.map((value) => ({ value, label: w(`reasons.${value}`) }))}
          />
          {/* Without a reason the button is off. */}
          <Act
            small
            danger
            command={unlink}
            disabled={!reason}
            order={{ path: { account_id: one.account_id }, body: { reason: reason || "other" } }}
          >
            {w("unlink")}
          </Act>
        </span>
      )}
      <Outcome of={unlink} />
    </li>
  );
}
