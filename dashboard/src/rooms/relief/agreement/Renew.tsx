/** The next version of an agreement is drafted; its page comes next. */
import { Form } from "../../../kit/Form";
import { useGo } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { useDraft } from "../agreements/Draft";
import { Fold } from "../Fold";
import type { Agreement } from "../lists";
import { useOrganisationOptions } from "../values";
import type { AgreementActs } from "./acts";
import { place } from "./place";
import { words } from "./words";

/** Waits for the register: a choice that is drawn before its options are there begins with none. */
export function Renew({ row, acts }: { row: Agreement; acts: AgreementActs }) {
  const w = useWords(words);
  const isThere = useOrganisationOptions().length > 0;
  return (
    <Fold title={w("renew.fold")} testId="renew-agreement">
      {isThere && <RenewForm row={row} acts={acts} />}
    </Fold>
  );
}

function RenewForm({ row, acts }: { row: Agreement; acts: AgreementActs }) {
  const w = useWords(words);
  const go = useGo();
  const { fields, rows, parties, more } = useDraft(row);
  return (
    <Form
      fields={fields}
      rows={rows}
      command={acts.renew}
      send={({ title, starts_on, ends_on, ...given }) =>
        acts.renew.send(
          {
            path: { agreement_id: row.agreement_id },
            body: { title, starts_on, ends_on, organisation_ids: parties(given) },
          },
          ({ agreement_id }) => go(place, { params: { agreement_id } }),
        )
      }
      action={w("renew.action")}
      outcome={false}
    >
      {more}
    </Form>
  );
}
