/** The funds' ledgers: balances, entries with their reversals, the chain recomputed here, sheets, and the clock. */
import { useState } from "react";
import { useMay } from "../../../app/session";
import { localDay } from "../../../format/time";
import { Select } from "../../../kit/Control";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Page as Frame } from "../../../kit/Page";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { Card } from "../Card";
import { type Fund, useFunds } from "../lists";
import { Row, Rows } from "../Row";
import { useYuan } from "../values";
import { words as common } from "../words";
import { Emergency } from "./Emergency";
import { Entries } from "./Entries";
import { Figure } from "./Figure";
import { FundActs } from "./FundActs";
import { OpenFund } from "./OpenFund";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  const manages = useMay("relief:manage");
  const funds = useFunds();
  return (
    <Frame place={place} intro={w("intro")}>
      {manages && <OpenFund />}
      <Listed of={funds} empty={<p className="hint">{w("empty")}</p>}>
        {(rows) => <Chosen funds={rows} />}
      </Listed>
      <Figure />
      <Disclosures />
    </Frame>
  );
}

function Chosen({ funds }: { funds: readonly Fund[] }) {
  const w = useWords(words);
  const [chosen, setChosen] = useState("");
  const fund = funds.find((one) => one.fund_id === chosen) ?? funds[0];
  if (!fund) return null;
  return (
    <>
      <Select
        label={w("choose")}
        value={fund.fund_id}
        change={setChosen}
        options={funds.map((one) => ({ value: one.fund_id, label: one.title }))}
      />
      <Balances fund={fund} />
      <Emergency key={`emergency/${fund.fund_id}`} fund={fund} />
      <Entries key={fund.fund_id} fund={fund} />
    </>
  );
}

function Balances({ fund }: { fund: Fund }) {
  const w = useWords(words);
  const c = useWords(common);
  const money = useYuan();
  return (
    <Card title={fund.title}>
      <p className="hint">
        {c.of("purpose", fund.purpose)} · {localDay(fund.opened_at)}
        {fund.closed_at && ` · ${w("closed", { day: localDay(fund.closed_at) })}`}{" "}
        <SourceTag source={fund.source} />
      </p>
      <dl className="relief-sums">
        {(["received", "available", "reserved", "disbursed"] as const).map((account) => (
          <div key={account}>
            <dt>{w(`account.${account}`)}</dt>
            <dd>{money(fund[`${account}_fen`])}</dd>
          </div>
        ))}
      </dl>
      <FundActs key={fund.fund_id} fund={fund} />
    </Card>
  );
}

function Disclosures() {
  const w = useWords(words);
  const clocks = useList("/api/relief/disclosures", {}, {});
  return (
    <Card title={w("disclosures.title")}>
      <Rows of={clocks} empty={w("empty")}>
        {(row) => (
          <Row
            key={row.fund_id}
            testId="disclosure-row"
            title={
              <>
                {row.title} {row.emergency && <span className="tag relief-flag">{w("emergency.title")}</span>}{" "}
                {row.overdue && <span className="tag relief-flag">{w("disclosures.overdue")}</span>}
              </>
            }
            facts={[
              row.last_on ? w("disclosures.last", { day: row.last_on }) : w("disclosures.never"),
              row.due_on ? w("disclosures.due", { day: row.due_on }) : w("disclosures.over"),
            ]}
          />
        )}
      </Rows>
    </Card>
  );
}
