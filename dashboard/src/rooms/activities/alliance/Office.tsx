/** What the office enters of the alliance: organisations, their terms, committees and who sits in them. */
import { localDay } from "../../../format/time";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, day, text } from "../../../kit/fields";
import type { List } from "../../../kit/list";
import type { View } from "../../../kit/paths";
import { useWords } from "../../../kit/words";
import { named, type Organisation } from "../lists";
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
const NODES = ["partner", "pillar", "core"] as const;

interface OfOrganisations {
  organisations: List<Organisation>;
}

export function Register() {
  const w = useWords(words);
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
        send={(values) => register.send({ body: values })}
        clears
        primary={false}
        action={w("register")}
        done={w("registered", { name: register.order?.body.name ?? "" })}
        testId="register-organisation"
      />
    </>
  );
}

export function Admit({ organisations }: OfOrganisations) {
  const w = useWords(words);
  const admit = useCommand("/api/activities/organisations/{organisation_id}/membership");
  return (
    <>
      <h3>{w("admit")}</h3>
      <Form
        fields={{
          organisation_id: choice(w("organisation"), named(organisations), { choose: w("choose") }),
          node: choice(
            w("node"),
            NODES.map((value) => ({ value, label: w(`kinds.${value}`) })),
          ),
          since: day(w("since"), { initial: localDay(new Date()) }),
          until: day(w("until"), { optional: true }),
        }}
        rows={[
          ["organisation_id", "node"],
          ["since", "until"],
        ]}
        command={admit}
        send={({ organisation_id, ...term }) => admit.send({ path: { organisation_id }, body: term })}
        clears={["organisation_id", "until"]}
        primary={false}
        action={w("admit")}
        done={w("admitted")}
        testId="admit-member"
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

interface JoinProps extends OfOrganisations {
  committees: readonly View<"activities-CommitteeView">[];
}

export function Join({ organisations, committees }: JoinProps) {
  const w = useWords(words);
  const join = useCommand("/api/activities/committees/{committee_id}/members");
  return (
    <>
      <h3>{w("join")}</h3>
      <Form
        fields={{
          committee_id: choice(
            w("committee"),
            committees.map(({ committee_id, name, building }) => ({
              value: committee_id,
              label: `${name} · ${building}`,
            })),
            { choose: w("choose") },
          ),
          organisation_id: choice(w("organisation"), named(organisations), { choose: w("choose") }),
        }}
        rows={[["committee_id", "organisation_id"]]}
        command={join}
        send={({ committee_id, organisation_id }) =>
          join.send({ path: { committee_id }, body: { organisation_id } })
        }
        clears={["organisation_id"]}
        sure={w("join_sure")}
        primary={false}
        action={w("join")}
        actionTestId="join-committee"
        done={w("joined")}
        testId="join-committee-form"
      />
    </>
  );
}
