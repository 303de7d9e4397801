/** One fund: its balances, what is done with it, its ledger recomputed here, and what happened to it. */
import { localDay } from "../../../format/time";
import { Answered } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { useRead } from "../../../kit/read";
import { Thing } from "../../../kit/Thing";
import { useParts } from "../../../kit/To";
import { useShared, useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { place as ledgers } from "../ledgers/place";
import type { Fund } from "../lists";
import { OrganisationLink } from "../OrganisationLink";
import { useNamed, useYuan } from "../values";
import { words as common } from "../words";
import { Entries } from "./Entries";
import { useFundActs } from "./FundActs";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const { fund_id } = useParts(place);
  const fund = useRead("/api/relief/funds/{fund_id}", { fund_id });
  return (
    <Answered of={fund} inner={false}>
      {(found) => <OneFund key={found.fund_id} fund={found} />}
    </Answered>
  );
}

function OneFund({ fund }: { fund: Fund }) {
  const w = useWords(words);
  const c = useWords(common);
  const t = useShared();
  const money = useYuan();
  const names = useNamed();
  const clock = useClock(fund);
  const { doings, outcome } = useFundActs(fund);
  return (
    <Thing
      place={place}
      name={fund.title}
      back={ledgers}
      state={
        <>
          <span className={`tag relief-state-${fund.closed_at ? "ended" : "active"}`}>
            {w(fund.closed_at ? "is_closed" : "is_open")}
          </span>{" "}
          {fund.emergency && <span className="tag relief-flag">{w("emergency.title")}</span>}{" "}
          <SourceTag source={fund.source} />
        </>
      }
      facts={[
        ...(["received", "available", "reserved", "disbursed"] as const).map(
          (account) => [w(`account.${account}`), money(fund[`${account}_fen`])] as const,
        ),
        [w("purpose"), c.of("purpose", fund.purpose)],
        [c("programme"), t.of("programme", fund.programme)],
        [w("keeper"), <OrganisationLink key="keeper" id={fund.organisation_id} />],
        [w("opened"), localDay(fund.opened_at)],
        [w("is_closed"), fund.closed_at && localDay(fund.closed_at)],
        [w("emergency.title"), fund.emergency && w.of("emergency.reason", fund.emergency)],
        [w("disclosed"), clock && (clock.last_on ?? w("never"))],
        [w("due"), clock?.due_on && `${clock.due_on}${clock.overdue ? ` · ${w("overdue")}` : ""}`],
      ]}
      doings={doings}
      outcome={outcome}
      history={{ room: "relief", kind: "fund", id: fund.fund_id, names }}
    >
      <Entries fund={fund} />
    </Thing>
  );
}

/** When the public heard of it last, and by when again. */
function useClock({ fund_id }: Fund) {
  return useList("/api/relief/disclosures", {}, {}).rows.find((one) => one.fund_id === fund_id);
}
