/** Accounts that the office gives out, and the keys of programs. */
import { useMay } from "../../../app/session";
import { longDay } from "../../../format/time";
import { Act } from "../../../kit/Act";
import { oneAtATime, useCommand } from "../../../kit/command";
import { type List, useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { Page as Frame, Section } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { Table } from "../../../kit/Table";
import { useLanguage, useShared, useWords } from "../../../kit/words";
import { useOrganisations } from "../../activities/lists";
import { Give } from "./Give";
import { Keys } from "./Keys";
import { place } from "./place";
import { GIVEN } from "./roles";
import { words } from "./words";

type Account = View<"AccountView">;

export function Page() {
  const w = useWords(words);
  const organisations = useOrganisations();
  const accounts = useList("/api/accounts", {}, { after: "username" });
  const names = new Map(organisations.rows.map((one) => [one.organisation_id, one.name]));
  const programs = useMay("gateway:programs");
  return (
    <Frame place={place} intro={w("intro")}>
      <Give organisations={organisations} />
      <Section title={w("accounts")}>
        <All of={accounts} names={names} />
      </Section>
      {programs && <Keys organisations={organisations} names={names} />}
    </Frame>
  );
}

function All({ of, names }: { of: List<Account>; names: ReadonlyMap<string, string> }) {
  const w = useWords(words);
  const t = useShared();
  const language = useLanguage();
  const { disable, enable } = oneAtATime({
    disable: useCommand("/api/accounts/{account_id}/disable"),
    enable: useCommand("/api/accounts/{account_id}/enable"),
  });
  const owner = ({ organisation_id }: Account) => (organisation_id && names.get(organisation_id)) || "—";
  const roles = (one: Account) => one.roles.map((role) => t.of("role", role)).join("、");
  const act = (one: Account) => {
    if (!one.roles.every((role) => (GIVEN as readonly string[]).includes(role))) {
      return <span className="soft">{w("elsewhere")}</span>;
    }
    const path = { account_id: one.account_id };
    const name = one.display_name;
    return one.disabled_at ? (
      <Act small command={enable} order={{ path }} label={w("enable_of", { name })}>
        {w("enable")}
      </Act>
    ) : (
      <Act
        command={disable}
        order={{ path }}
        sure={w("disable_sure", { name })}
        label={w("disable_of", { name })}
        testId={`disable-${one.username}`}
      >
        {w("disable")}
      </Act>
    );
  };
  return (
    <>
      <Outcome of={disable} done={w("disabled_done")} />
      <Outcome of={enable} done={w("enabled_done")} />
      <Table
        caption={w("accounts")}
        empty={w("no_accounts")}
        of={of}
        id={({ account_id }) => account_id}
        find={(one) => `${one.username} ${one.display_name} ${owner(one)} ${roles(one)}`}
        columns={{
          username: { title: w("username"), cell: (one) => one.username, sort: (one) => one.username },
          name: { title: w("display_name"), cell: (one) => one.display_name },
          role: { title: w("role"), cell: roles, sort: roles },
          organisation: { title: w("organisation"), cell: owner },
          last: {
            title: w("last"),
            cell: (one) => (one.last_sign_in_at ? longDay(one.last_sign_in_at, language) : w("never")),
            sort: (one) => one.last_sign_in_at,
          },
          state: { title: w("state"), cell: (one) => w(one.disabled_at ? "disabled" : "active") },
          act: { title: w("act"), cell: act },
        }}
      />
    </>
  );
}
