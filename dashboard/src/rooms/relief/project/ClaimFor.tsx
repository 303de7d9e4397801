/** A claim is recorded for an organisation that asked the office. */
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice } from "../../../kit/fields";
import { useWords } from "../../../kit/words";
import { useClaim } from "../claim";
import { Fold } from "../Fold";
import type { Project } from "../lists";
import { useOrganisationOptions, useYuan } from "../values";
import { words as common } from "../words";
import { words } from "./words";

export function ClaimFor({ project }: { project: Project }) {
  const w = useWords(words);
  const c = useWords(common);
  const money = useYuan();
  const organisations = useOrganisationOptions();
  const claiming = useClaim([project]);
  const claim = useCommand("/api/relief/projects/{project_id}/claims");
  if (!claiming.isOpen) return null;
  return (
    <Fold title={w("claim_for.fold")} testId="claim-for">
      <Form
        fields={{
          organisation_id: choice(w("claim_for.organisation"), organisations, { choose: c("choose") }),
          ...claiming.fields,
        }}
        command={claim}
        send={({ organisation_id, ...given }) => {
          const { path, body } = claiming.read(given);
          claim.send({ path, body: { ...body, organisation_id } });
        }}
        action={w("claim_for.action")}
        done={({ left_fen }) => w("claim_for.done", { left: money(left_fen) })}
      />
    </Fold>
  );
}
