/** What the office does with an organisation: admit it for a term, give it a seat in a committee. */
import { localDay } from "../../../format/time";
import { useCommand } from "../../../kit/command";
import { Fold } from "../../../kit/Fold";
import { Form } from "../../../kit/Form";
import { choice, day } from "../../../kit/fields";
import { useList } from "../../../kit/list";
import { useWords } from "../../../kit/words";
import type { Organisation } from "../lists";
import { words } from "./words";

const NODES = ["partner", "pillar", "core"] as const;

export function Admit({ of: { organisation_id } }: { of: Organisation }) {
  const w = useWords(words);
  const admit = useCommand("/api/activities/organisations/{organisation_id}/membership");
  return (
    <Fold title={w("admit")} testId="admit-member">
      <Form
        fields={{
          node: choice(
            w("node"),
            NODES.map((value) => ({ value, label: w(`kinds.${value}`) })),
          ),
          since: day(w("since"), { initial: localDay(new Date()) }),
          until: day(w("until"), { optional: true }),
        }}
        rows={[["since", "until"]]}
        command={admit}
        send={(term) => admit.send({ path: { organisation_id }, body: term })}
        action={w("admit")}
        done={w("admitted")}
      />
    </Fold>
  );
}

export function Join({ of: { organisation_id } }: { of: Organisation }) {
  const w = useWords(words);
  const join = useCommand("/api/activities/committees/{committee_id}/members");
  const committees = useList("/api/activities/committees", {}, {});
  return (
    <Fold title={w("join")} testId="join-committee-form">
      <Form
        fields={{
          committee_id: choice(
            w("committee"),
            committees.rows.map(({ committee_id, name, building }) => ({
              value: committee_id,
              label: `${name} · ${building}`,
            })),
            { choose: w("choose") },
          ),
        }}
        command={join}
        send={({ committee_id }) => join.send({ path: { committee_id }, body: { organisation_id } })}
        sure={w("join_sure")}
        action={w("join")}
        actionTestId="join-committee"
        done={w("joined")}
      />
    </Fold>
  );
}
