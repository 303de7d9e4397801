/** Donations by their donors: what became of each, its receipt; and all receipts, the voided ones too. */
import { useState } from "react";
import { useMay } from "../../../app/session";
import { Act } from "../../../kit/Act";
import { Select } from "../../../kit/Control";
import { useCommand } from "../../../kit/command";
import { Answered } from "../../../kit/Listed";
import { Outcome } from "../../../kit/Outcome";
import { Page as Frame } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useRead } from "../../../kit/read";
import { useWords } from "../../../kit/words";
import { Card } from "../Card";
import { Downloads } from "../Downloads";
import { Gifts } from "../Gifts";
import { useOrganisationOptions, useYuan } from "../said";
import { words as common } from "../words";
import { place } from "./place";
import { Receipts } from "./Receipts";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  return (
    <Frame place={place} intro={w("intro")}>
      <Donor />
      <Receipts />
    </Frame>
  );
}

function Donor() {
  const w = useWords(words);
  const c = useWords(common);
  const [donor, choose] = useState("");
  const statement = useRead(
    "/api/relief/organisations/{organisation_id}/statement",
    donor ? { organisation_id: donor } : null,
  );
  return (
    <Card
      title={w("statement")}
      ways={
        donor && (
          <div className="relief-ways">
            <Downloads path={`/organisations/${donor}/statement/export`} />
          </div>
        )
      }
    >
      <Select
        label={w("donor")}
        value={donor}
        change={choose}
        choose={c("choose")}
        options={useOrganisationOptions()}
        testId="donor"
      />
      {donor ? (
        <Answered of={statement}>{(answer) => <Statement statement={answer} />}</Answered>
      ) : (
        <p className="hint">{w("none")}</p>
      )}
    </Card>
  );
}

function Statement({ statement }: { statement: View<"relief-Statement"> }) {
  const w = useWords(words);
  const money = useYuan();
  const receives = useMay("relief:receive");
  const issue = useCommand("/api/relief/donations/{donation_id}/receipt");
  return (
    <>
      <Outcome
        of={issue}
        done={({ number, amount_fen }) => w("issued", { number, amount: money(amount_fen) })}
        testId="receipt-outcome"
      />
      <Gifts
        statement={statement}
        acts={({ donation_id, receipt, amount_fen, reversed_fen }) =>
          receives &&
          !receipt &&
          reversed_fen < amount_fen && (
            <Act command={issue} order={{ path: { donation_id } }} testId="issue-receipt">
              {w("issue")}
            </Act>
          )
        }
      />
    </>
  );
}
