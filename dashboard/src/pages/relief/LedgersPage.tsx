/** The funds' ledgers: balances, entries with their reversals, the chain recomputed here, sheets, and the clock. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get } from "../../api/client";
import { PAGE } from "../../api/pages";
import type { components } from "../../api/schema";
import { useMay } from "../../app/session";
import { localDay } from "../../format/time";
import { Choice } from "../../parts/Choice";
import { SourceTag } from "../../parts/SourceTag";
import { Failed, Forbidden, Loading } from "../../parts/states";
import { firstFlaw } from "./chain";
import { EmergencyCard } from "./EmergencyCard";
import { FigureCard } from "./FigureCard";
import { Listed, useWholeRelief } from "./lists";
import {
  type Commanding,
  Downloads,
  Field,
  Outcome,
  Page,
  Row,
  Section,
  Sheet,
  useCommand,
  useRelief,
  useYuan,
} from "./parts";

type Fund = components["schemas"]["relief-FundView"];
type Entry = components["schemas"]["relief-EntryView"];
type Disclosure = components["schemas"]["relief-DisclosureView"];

const MOST = 2_000;

export function LedgersPage() {
  return useMay("relief:read") ? <Ledgers /> : <Forbidden />;
}

function Ledgers() {
  const { t } = useTranslation();
  const funds = useWholeRelief<Fund>("/funds", "fund_id");
  const [chosen, setChosen] = useState("");
  if (funds.isPending) return <Loading />;
  if (funds.isError) return <Failed error={funds.error} retry={() => void funds.refetch()} />;
  const fund = funds.data.find((one) => one.fund_id === chosen) ?? funds.data[0];
  return (
    <Page title={t("relief.ledgers.title")} intro={t("relief.ledgers.intro")}>
      {fund ? (
        <>
          <Choice
            label={t("relief.ledgers.choose")}
            value={fund.fund_id}
            change={setChosen}
            options={funds.data.map((one) => ({ value: one.fund_id, label: one.title }))}
          />
          <Balances fund={fund} />
          <EmergencyCard key={`emergency/${fund.fund_id}`} fund={fund} />
          <Entries key={fund.fund_id} fund={fund} />
        </>
      ) : (
        <p className="hint">{t("relief.ledgers.empty")}</p>
      )}
      <FigureCard />
      <Disclosures />
    </Page>
  );
}

function Balances({ fund }: { fund: Fund }) {
  const { t } = useTranslation();
  const money = useYuan();
  return (
    <Section title={fund.title}>
      <p className="hint">
        {t(`relief.purpose.${fund.purpose}`)} · {localDay(fund.opened_at)} <SourceTag source={fund.source} />
      </p>
      <dl className="relief-sums">
        {(["received", "available", "reserved", "disbursed"] as const).map((account) => (
          <div key={account}>
            <dt>{t(`relief.account.${account}`)}</dt>
            <dd>{money(fund[`${account}_fen`])}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** The last MOST entries of a ledger, page by page; a longer one is checked by docs/ledger/verify.py. */
function useEntries(fund: Fund) {
  return useQuery({
    queryKey: ["relief", "entries", fund.fund_id, fund.entries],
    queryFn: async ({ signal }) => {
      const found: Entry[] = [];
      const before = Math.max(0, fund.entries - MOST);
      while (before + found.length < fund.entries) {
        const after = before + found.length;
        const path = `/api/relief/funds/${fund.fund_id}/entries?after=${after}&limit=${PAGE}`;
        const page = await get<Entry[]>(path, signal);
        if (page.length === 0) break;
        found.push(...page);
      }
      const whole = found.length === fund.entries;
      return { entries: found, flaw: whole ? await firstFlaw(fund.fund_id, found, fund.head) : undefined };
    },
  });
}

function Entries({ fund }: { fund: Fund }) {
  const { t } = useTranslation();
  const money = useYuan();
  const ledger = useEntries(fund);
  const command = useCommand();
  const reverses = useMay("relief:reverse");
  const [net, setNet] = useState(false);
  if (ledger.isPending) return <Loading />;
  if (ledger.isError) return <Failed inner error={ledger.error} retry={() => void ledger.refetch()} />;
  const { entries, flaw } = ledger.data;
  const shown = [...entries].reverse().filter((entry) => !net || !(entry.reverses || entry.reversed_by));
  const verdict = flaw === undefined ? "long" : flaw === null ? "holds" : "broken";
  return (
    <Section
      title={t("relief.ledgers.entries", { count: fund.entries })}
      ways={
        <>
          <Downloads path={`/funds/${fund.fund_id}/entries/export`} />
          <Button onClick={() => window.print()}>{t("relief.print")}</Button>
        </>
      }
    >
      <p className={`relief-chain relief-chain-${verdict}`} data-testid="chain" role="status">
        {t(`relief.ledgers.${verdict}`, { number: flaw, head: fund.head.slice(0, 12), most: MOST })}
      </p>
      <label className="relief-check">
        <input type="checkbox" checked={net} onChange={(event) => setNet(event.target.checked)} />
        {t("relief.ledgers.net")}
      </label>
      <Outcome of={command} done={t("relief.ledgers.reversed")} />
      <ul className="relief-rows">
        {shown.map((entry) => (
          <Row
            key={entry.number}
            testId="entry-row"
            title={`${entry.number} · ${t(`relief.kind.${entry.kind}`)} · ${money(
              Math.max(...entry.legs.map((leg) => leg.amount_fen)),
            )}`}
            facts={[
              localDay(entry.occurred_at),
              entry.hash.slice(0, 12),
              ...(entry.reverses ? [t("relief.ledgers.reverses", { number: entry.reverses })] : []),
              ...(entry.reversed_by ? [t("relief.ledgers.reversed_by", { number: entry.reversed_by })] : []),
            ]}
          >
            {reverses && ["donation", "pay"].includes(entry.kind) && !entry.reversed_by && (
              <Reverse path={`/funds/${fund.fund_id}/entries/${entry.number}/reverse`} command={command} />
            )}
          </Row>
        ))}
      </ul>
    </Section>
  );
}

/** An entry is taken back by another one, for a reason that stays in the ledger. */
function Reverse({ path, command }: { path: string; command: Commanding }) {
  const { t } = useTranslation();
  const [asked, ask] = useState(false);
  if (!asked) {
    return (
      <Button disabled={command.isPending} onClick={() => ask(true)}>
        {t("relief.ledgers.reverse")}
      </Button>
    );
  }
  const submit = ({ reason }: Record<string, string>) => {
    ask(false);
    command.mutate({ path, body: { reason } });
  };
  return (
    <>
      <Sheet submit={submit} pending={command.isPending} action={t("relief.ledgers.reverse")}>
        <Field name="reason" label={t("relief.ledgers.reason")} />
      </Sheet>
      <Button onClick={() => ask(false)}>{t("sure.no")}</Button>
    </>
  );
}

function Disclosures() {
  const { t } = useTranslation();
  const clocks = useRelief<Disclosure[]>("/disclosures");
  return (
    <Section title={t("relief.disclosures.title")}>
      <Listed of={clocks} empty={t("relief.ledgers.empty")}>
        {(row) => (
          <Row
            key={row.fund_id}
            title={
              <>
                {row.title}{" "}
                {row.emergency && <span className="tag relief-flag">{t("relief.emergency.title")}</span>}{" "}
                {row.overdue && <span className="tag relief-flag">{t("relief.disclosures.overdue")}</span>}
              </>
            }
            facts={[
              row.last_on
                ? t("relief.disclosures.last", { day: row.last_on })
                : t("relief.disclosures.never"),
              row.due_on ? t("relief.disclosures.due", { day: row.due_on }) : t("relief.disclosures.over"),
            ]}
          />
        )}
      </Listed>
    </Section>
  );
}
