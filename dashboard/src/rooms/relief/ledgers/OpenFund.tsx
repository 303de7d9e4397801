/** A fund is opened: what it is for, who keeps it. */
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import { useWords } from "../../../kit/words";
import { Fold } from "../Fold";
import { fundPurposes, useOrganisationOptions, useProgrammes } from "../values";
import { words as common } from "../words";
import { REASONS } from "./Emergency";
import { words } from "./words";

export function OpenFund() {
  const w = useWords(words);
  const c = useWords(common);
  const open = useCommand("/api/relief/funds");
  const organisations = useOrganisationOptions();
  const programmes = useProgrammes();
  return (
    <div className="card">
      <Fold title={w("open.fold")} testId="open-fund">
        <Form
          fields={{
            title: text(w("open.title"), { most: 200 }),
            purpose: choice(w("open.purpose"), fundPurposes(c)),
            programme: choice(c("programme"), programmes),
            organisation_id: choice(w("open.keeper"), organisations, { choose: c("choose") }),
            emergency: choice(
              w("open.emergency"),
              REASONS.map((value) => ({ value, label: w(`emergency.reason.${value}`) })),
              { optional: true, choose: w("open.no_emergency") },
            ),
          }}
          rows={[["purpose", "programme"]]}
          command={open}
          send={(body) => open.send({ body })}
          clears
          action={w("open.action")}
          done={w("open.done")}
        />
      </Fold>
    </div>
  );
}
