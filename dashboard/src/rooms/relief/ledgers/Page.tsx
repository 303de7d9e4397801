/** The funds, each with its page; where a headline figure comes from; by when the public hears of each. */
import { useMay } from "../../../app/session";
import { useList } from "../../../kit/list";
import { Page as Frame } from "../../../kit/Page";
import { Table } from "../../../kit/Table";
import { To } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { Card } from "../Card";
import { place as fundPlace } from "../fund/place";
import { useFunds } from "../lists";
import { Row, Rows } from "../Row";
import { useNames, useYuan } from "../values";
import { words as common } from "../words";
import { Figure } from "./Figure";
import { OpenFund } from "./OpenFund";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  const manages = useMay("relief:manage");
  return (
    <Frame place={place} intro={w("intro")}>
      <Funds />
      {manages && <OpenFund />}
      <Figure />
      <Disclosures />
    </Frame>
  );
}

function Funds() {
  const w = useWords(words);
  const c = useWords(common);
  const money = useYuan();
  const names = useNames();
  const funds = useFunds();
  return (
    <Card title={w("funds")}>
      <Table
        caption={w("funds")}
        of={funds}
        id={(fund) => fund.fund_id}
        empty={w("empty")}
        find={(fund) => `${fund.title} ${names(fund.organisation_id)}`}
        columns={{
          title: {
            title: w("find"),
            cell: (fund) => (
              <>
                <To place={fundPlace} params={{ fund_id: fund.fund_id }}>
                  {fund.title}
                </To>{" "}
                <SourceTag source={fund.source} />
              </>
            ),
            sort: (fund) => fund.title,
          },
          available: {
            title: w("available"),
            cell: (fund) => money(fund.available_fen),
            figure: true,
            sort: (fund) => fund.available_fen,
          },
          received: {
            title: w("received"),
            cell: (fund) => money(fund.received_fen),
            figure: true,
            sort: (fund) => fund.received_fen,
          },
          disbursed: {
            title: w("disbursed"),
            cell: (fund) => money(fund.disbursed_fen),
            figure: true,
            sort: (fund) => fund.disbursed_fen,
          },
          purpose: { title: w("purpose"), cell: (fund) => c.of("purpose", fund.purpose) },
          keeper: { title: w("keeper"), cell: (fund) => names(fund.organisation_id) },
          state: {
            title: w("state"),
            cell: (fund) => (
              <>
                {w(fund.closed_at ? "is_closed" : "is_open")}{" "}
                {fund.emergency && <span className="tag relief-flag">{w("emergency")}</span>}
              </>
            ),
            sort: (fund) => fund.closed_at,
          },
        }}
      />
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
                <To place={fundPlace} params={{ fund_id: row.fund_id }}>
                  {row.title}
                </To>{" "}
                {row.emergency && <span className="tag relief-flag">{w("emergency")}</span>}{" "}
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
