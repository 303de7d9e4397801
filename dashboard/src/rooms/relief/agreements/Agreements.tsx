/** The agreements, each with its page. */
import { useMay } from "../../../app/session";
import { useList } from "../../../kit/list";
import { useWords } from "../../../kit/words";
import { OneAgreement } from "../Agreement";
import { Card } from "../Card";
import { Rows } from "../Row";
import { words as common } from "../words";
import { DraftAgreement } from "./Draft";
import { words } from "./words";

export function Agreements() {
  const w = useWords(words);
  const c = useWords(common);
  const manages = useMay("relief:manage");
  const agreements = useList("/api/relief/agreements", {}, { before: "agreement_id", paged: true });
  return (
    <Card title={w("agreements")}>
      {manages && <DraftAgreement />}
      <Rows of={agreements} empty={c("no_agreements")}>
        {(row) => <OneAgreement key={row.agreement_id} row={row} />}
      </Rows>
    </Card>
  );
}
