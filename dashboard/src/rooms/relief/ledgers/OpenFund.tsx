/** A fund is opened: what it is for, who keeps it. Its page comes next, where donations are recorded. */
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import { useGo } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { Fold } from "../Fold";
import { REASONS } from "../fund/Emergency";
import { place as fund } from "../fund/place";
import { words as fundWords } from "../fund/words";
import { fundPurposes, useOrganisationOptions, useProgrammes } from "../values";
import { words as common } from "../words";
import { words } from "./words";

export function OpenFund() {
  const w = useWords(words);
  const f = useWords(fundWords);
  const go = useGo();
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
              REASONS.map((value) => ({ value, label: f(`emergency.reason.${value}`) })),
              { optional: true, choose: w("open.no_emergency") },
            ),
          }}
          rows={[["purpose", "programme"]]}
          command={open}
          send={(body) => open.send({ body }, ({ fund_id }) => go(fund, { params: { fund_id } }))}
          action={w("open.action")}
        />
      </Fold>
    </div>
  );
}
