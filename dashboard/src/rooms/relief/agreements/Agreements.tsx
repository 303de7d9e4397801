/** The agreements, and what the office does with each: sign for a party, renew, terminate. */
import { useMay } from "../../../app/session";
import { Act } from "../../../kit/Act";
import { Form } from "../../../kit/Form";
import { text } from "../../../kit/fields";
import { useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { useWords } from "../../../kit/words";
import { OneAgreement } from "../Agreement";
import { Card } from "../Card";
import { Fold } from "../Fold";
import type { Agreement } from "../lists";
import { Rows } from "../Row";
import { useNames } from "../values";
import { words as common } from "../words";
import { type AgreementActs, useAgreementActs } from "./acts";
import { DraftAgreement, Renew } from "./Draft";
import { words } from "./words";

export function Agreements() {
  const w = useWords(words);
  const c = useWords(common);
  const manages = useMay("relief:manage");
  const agreements = useList("/api/relief/agreements", {}, { before: "agreement_id", paged: true });
  const acts = useAgreementActs();
  return (
    <Card title={w("agreements")}>
      {manages && <DraftAgreement />}
      <div data-testid="agreement-outcome">
        <Outcome of={acts.sign} done={w("done")} follow />
        <Outcome of={acts.renew} done={w("renew.done")} follow />
        <Outcome of={acts.terminate} done={w("terminate.done")} follow />
      </div>
      <Rows of={agreements} empty={c("no_agreements")}>
        {(row) => <Office key={row.agreement_id} row={row} acts={acts} />}
      </Rows>
    </Card>
  );
}

function Office({ row, acts }: { row: Agreement; acts: AgreementActs }) {
  const w = useWords(words);
  const names = useNames();
  const manages = useMay("relief:manage");
  const signs = useMay("relief:sign") && row.state === "draft";
  const { agreement_id } = row;
  const awaited = signs ? row.parties.filter(({ signed_at }) => !signed_at) : [];
  const mayRenew = manages && (row.state === "active" || row.state === "ended");
  const mayEnd = manages && (row.state === "draft" || row.state === "active");
  if (awaited.length === 0 && !mayRenew && !mayEnd) return <OneAgreement row={row} />;
  return (
    <OneAgreement row={row}>
      {awaited.map(({ organisation_id }) => (
        <Act
          key={organisation_id}
          command={acts.sign}
          order={{ path: { agreement_id }, body: { organisation_id } }}
          sure={w("sure_sign")}
          testId="sign-for"
        >
          {w("sign_for", { name: names(organisation_id) })}
        </Act>
      ))}
      {mayRenew && <Renew row={row} acts={acts} />}
      {mayEnd && (
        <Fold title={w("terminate.fold")} testId="terminate-agreement">
          <Form
            fields={{ reason: text(w("terminate.reason"), { most: 200 }) }}
            command={acts.terminate}
            send={(body) => acts.terminate.send({ path: { agreement_id }, body })}
            sure={w("terminate.sure")}
            action={w("terminate.action")}
            outcome={false}
          />
        </Fold>
      )}
    </OneAgreement>
  );
}
