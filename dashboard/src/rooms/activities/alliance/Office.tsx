/** What the office enters of the alliance: organisations, whose pages come next, and committees. */
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import { useGo } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { place as organisation } from "../organisation/place";
import { words } from "./words";

const KINDS = [
  "partner-unit",
  "business",
  "trade-union",
  "building-committee",
  "residents-committee",
  "community",
  "food-safety-office",
  "subdistrict",
] as const;

export function Register() {
  const w = useWords(words);
  const go = useGo();
  const register = useCommand("/api/activities/organisations");
  return (
    <>
      <h3>{w("register")}</h3>
      <Form
        fields={{
          name: text(w("name"), { most: 200, hint: w("name_hint") }),
          kind: choice(
            w("kind"),
            KINDS.map((value) => ({ value, label: w(`organisation_kind.${value}`) })),
          ),
        }}
        rows={[["name", "kind"]]}
        command={register}
        send={(values) =>
          register.send({ body: values }, ({ organisation_id }) =>
            go(organisation, { params: { organisation_id } }),
          )
        }
        primary={false}
        action={w("register")}
        testId="register-organisation"
      />
    </>
  );
}

export function Found() {
  const w = useWords(words);
  const found = useCommand("/api/activities/committees");
  return (
    <>
      <h3>{w("found")}</h3>
      <Form
        fields={{
          building: text(w("building"), { most: 200 }),
          name: text(w("name"), { most: 200 }),
        }}
        rows={[["building", "name"]]}
        command={found}
        send={(values) => found.send({ body: values })}
        clears
        primary={false}
        action={w("found")}
        done={w("founded")}
        testId="found-committee"
      />
    </>
  );
}
