/** Giving out an account, with a first password that its owner changes at once. */
import { useState } from "react";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import type { List } from "../../../kit/list";
import { Section } from "../../../kit/Page";
import { useShared, useWords } from "../../../kit/words";
import { named, type Organisation } from "../../activities/lists";
import { GIVEN, OF_AN_ORGANISATION } from "./roles";
import { words } from "./words";

/** Letters and digits that sound different when they are read out. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

function firstPassword(): string {
  const random = crypto.getRandomValues(new Uint32Array(14));
  return Array.from(random, (one) => LETTERS[one % LETTERS.length]).join("");
}

export function Give({ organisations }: { organisations: List<Organisation> }) {
  const w = useWords(words);
  const t = useShared();
  const give = useCommand("/api/accounts");
  const [password, setPassword] = useState(firstPassword);
  const { username = "", password: handed = "" } = give.order?.body ?? {};
  return (
    <Section title={w("give")}>
      <Form
        fields={{
          username: text(w("username"), {
            pattern: "[a-z0-9][a-z0-9._\\-]{2,39}",
            most: 40,
            hint: w("username_hint"),
          }),
          display_name: text(w("display_name"), { most: 200 }),
          role: choice(
            w("role"),
            GIVEN.map((value) => ({ value, label: t.of("role", value) })),
          ),
          organisation_id: choice(w("organisation"), named(organisations), {
            optional: true,
            choose: w("no_organisation"),
            hint: w("organisation_hint"),
          }),
          password: text(w("password"), {
            initial: password,
            least: 10,
            most: 200,
            hint: w("password_hint"),
          }),
        }}
        rows={[
          ["username", "display_name"],
          ["role", "organisation_id"],
        ]}
        also={({ role, organisation_id }) =>
          OF_AN_ORGANISATION.includes(role) && !organisation_id
            ? { organisation_id: w("organisation_missing") }
            : {}
        }
        command={give}
        send={({ role, ...account }) =>
          give.send({ body: { ...account, roles: [role] } }, () => setPassword(firstPassword()))
        }
        clears
        action={w("give")}
        done={w("given", { username, password: handed })}
        testId="give-account"
      />
    </Section>
  );
}
