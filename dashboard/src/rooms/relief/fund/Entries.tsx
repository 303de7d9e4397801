/** A fund's entries with their reversals, and their chain recomputed in this browser. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/session";
import { localDay } from "../../../format/time";
import { type Commanding, useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { text } from "../../../kit/fields";
import { Answered } from "../../../kit/Listed";
import { PAGE } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import type { View } from "../../../kit/paths";
import { read } from "../../../kit/read";
import { useWords } from "../../../kit/words";
import { Card } from "../Card";
import { Downloads } from "../Downloads";
import type { Fund } from "../lists";
import { Row } from "../Row";
import { useYuan } from "../values";
import { words as common } from "../words";
import { firstFlaw } from "./chain";
import { words } from "./words";

type Entry = View<"relief-EntryView">;
type Path = "/api/relief/funds/{fund_id}/entries/{number}/reverse";

const MOST = 2_000;

interface Ledger {
  entries: Entry[];
  /** Undefined where the ledger is too long to recompute here. */
  flaw: number | null | undefined;
}

/** The last MOST entries of a ledger, page by page; a longer one is checked by docs/ledger/verify.py. */
function useEntries(fund: Fund) {
  return useQuery({
    queryKey: ["relief", "entries", fund.fund_id, fund.entries],
    queryFn: async ({ signal }): Promise<Ledger> => {
      const found: Entry[] = [];
      const before = Math.max(0, fund.entries - MOST);
      while (before + found.length < fund.entries) {
        const asked = { fund_id: fund.fund_id, after: before + found.length, limit: PAGE };
        const page = await read("/api/relief/funds/{fund_id}/entries", asked, signal);
        if (page.length === 0) break;
        found.push(...page);
      }
      const whole = found.length === fund.entries;
      return { entries: found, flaw: whole ? await firstFlaw(fund.fund_id, found, fund.head) : undefined };
    },
  });
}

export function Entries({ fund }: { fund: Fund }) {
  return <Answered of={useEntries(fund)}>{(ledger) => <Listing fund={fund} ledger={ledger} />}</Answered>;
}

function Listing({ fund, ledger }: { fund: Fund; ledger: Ledger }) {
  const w = useWords(words);
  const c = useWords(common);
  const reverse = useCommand("/api/relief/funds/{fund_id}/entries/{number}/reverse");
  const [net, setNet] = useState(false);
  const shown = [...ledger.entries]
    .reverse()
    .filter((entry) => !net || !(entry.reverses || entry.reversed_by));
  return (
    <Card
      title={w("entries", { count: fund.entries })}
      ways={
        <div className="relief-ways">
          <Downloads path={`/funds/${fund.fund_id}/entries/export`} />
          <Button onClick={() => window.print()}>{c("print")}</Button>
        </div>
      }
    >
      <Verdict fund={fund} flaw={ledger.flaw} />
      <label className="relief-check">
        <input type="checkbox" checked={net} onChange={(event) => setNet(event.target.checked)} />
        {w("net")}
      </label>
      <Outcome of={reverse} done={w("reversed")} testId="relief-outcome" />
      <ul className="relief-rows">
        {shown.map((entry) => (
          <OneEntry key={entry.number} fund={fund} entry={entry} reverse={reverse} />
        ))}
      </ul>
    </Card>
  );
}

function Verdict({ fund, flaw }: { fund: Fund; flaw: Ledger["flaw"] }) {
  const w = useWords(words);
  const verdict = flaw === undefined ? "long" : flaw === null ? "holds" : "broken";
  const said = {
    long: w("long", { most: MOST }),
    holds: w("holds", { head: fund.head.slice(0, 12) }),
    broken: w("broken", { number: flaw ?? 0 }),
  };
  return (
    <p className={`relief-chain relief-chain-${verdict}`} data-testid="chain" role="status">
      {said[verdict]}
    </p>
  );
}

interface OneEntryProps {
  fund: Fund;
  entry: Entry;
  reverse: Commanding<Path>;
}

function OneEntry({ fund, entry, reverse }: OneEntryProps) {
  const w = useWords(words);
  const c = useWords(common);
  const money = useYuan();
  const reverses = useMay("relief:reverse");
  const amount = Math.max(...entry.legs.map((leg) => leg.amount_fen));
  return (
    <Row
      testId="entry-row"
      title={`${entry.number} · ${c.of("kind", entry.kind)} · ${money(amount)}`}
      facts={[
        localDay(entry.occurred_at),
        entry.hash.slice(0, 12),
        ...(entry.reverses ? [w("reverses", { number: entry.reverses })] : []),
        ...(entry.reversed_by ? [w("reversed_by", { number: entry.reversed_by })] : []),
      ]}
    >
      {reverses && ["donation", "pay"].includes(entry.kind) && !entry.reversed_by && (
        <Reverse fund={fund} number={entry.number} reverse={reverse} />
      )}
    </Row>
  );
}

/** An entry is taken back by another one, for a reason that stays in the ledger. */
function Reverse({ fund, number, reverse }: Pick<OneEntryProps, "fund" | "reverse"> & { number: number }) {
  const w = useWords(words);
  const { t } = useTranslation();
  const [asked, ask] = useState(false);
  if (!asked) {
    return (
      <Button disabled={reverse.isPending} onClick={() => ask(true)}>
        {w("reverse")}
      </Button>
    );
  }
  return (
    <>
      <Form
        fields={{ reason: text(w("reason"), { most: 200 }) }}
        command={reverse}
        send={({ reason }) => {
          ask(false);
          reverse.send({ path: { fund_id: fund.fund_id, number }, body: { reason } });
        }}
        action={w("reverse")}
        outcome={false}
      />
      <Button onClick={() => ask(false)}>{t("sure.no")}</Button>
    </>
  );
}
