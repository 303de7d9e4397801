/** Donations by their donors: what became of each, its receipt; and all receipts, the voided ones too. */
import { useState } from "react";
import { useMay } from "../../../app/session";
import { Act } from "../../../kit/Act";
import { Select } from "../../../kit/Control";
import { useCommand } from "../../../kit/command";
import { Answered, Listed } from "../../../kit/Listed";
import { Outcome } from "../../../kit/Outcome";
import { Page as Frame } from "../../../kit/Page";
import { useRead } from "../../../kit/read";
import { useWords } from "../../../kit/words";
import { Card } from "../Card";
import { Downloads } from "../Downloads";
import { Gifts } from "../Gifts";
import { useDonations } from "../lists";
import { useNames, useYuan } from "../values";
import { place } from "./place";
import { Receipts } from "./Receipts";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  return (
    <Frame place={place} intro={w("intro")}>
      <Donors />
      <Receipts />
    </Frame>
  );
}

function Donors() {
  const w = useWords(words);
  const names = useNames();
  const donations = useDonations();
  const [chosen, choose] = useState("");
  // Who gave last comes first.
  const donors = [...new Set(donations.rows.map((one) => one.organisation_id).reverse())];
  const donor = donors.includes(chosen) ? chosen : donors[0];
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
      <Listed of={donations} empty={<p className="hint">{w("none")}</p>}>
        {() => (
          <>
            <Select
              label={w("donor")}
              value={donor ?? ""}
              change={choose}
              options={donors.map((value) => ({ value, label: names(value) }))}
              testId="donor"
            />
            {donor && <Statement key={donor} donor={donor} />}
          </>
        )}
      </Listed>
    </Card>
  );
}

function Statement({ donor }: { donor: string }) {
  const w = useWords(words);
  const money = useYuan();
  const receives = useMay("relief:receive");
  const statement = useRead("/api/relief/organisations/{organisation_id}/statement", {
    organisation_id: donor,
  });
  const issue = useCommand("/api/relief/donations/{donation_id}/receipt");
  return (
    <>
      <Outcome
        of={issue}
        done={({ number, amount_fen }) => w("issued", { number, amount: money(amount_fen) })}
        testId="receipt-outcome"
      />
      <Answered of={statement}>
        {(answer) => (
          <Gifts
            statement={answer}
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
        )}
      </Answered>
    </>
  );
}
