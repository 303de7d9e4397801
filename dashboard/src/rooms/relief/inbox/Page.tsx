/** What waits for somebody: each open disbursement with what the reader may do, and if not, by which rule. */
import { useMay } from "../../../app/session";
import { localDay } from "../../../format/time";
import { Act } from "../../../kit/Act";
import { oneAtATime, useCommand } from "../../../kit/command";
import { useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { Page as Frame } from "../../../kit/Page";
import type { View } from "../../../kit/paths";
import { useShared, useWords } from "../../../kit/words";
import { Card } from "../Card";
import { Row, Rows } from "../Row";
import { useYuan } from "../values";
import { words as common } from "../words";
import { place } from "./place";
import { words } from "./words";

type Waiting = View<"relief-Waiting">;
type Verb = "approve" | "reject" | "pay";

function useVerbs() {
  return oneAtATime({
    approve: useCommand("/api/relief/disbursements/{disbursement_id}/approve"),
    reject: useCommand("/api/relief/disbursements/{disbursement_id}/reject"),
    pay: useCommand("/api/relief/disbursements/{disbursement_id}/pay"),
  });
}

export function Page() {
  const w = useWords(words);
  const waiting = useList("/api/relief/inbox", {}, { skip: true });
  const commands = useVerbs();
  return (
    <Frame place={place} intro={w("intro")}>
      <div data-testid="relief-outcome">
        <Outcome of={commands.approve} done={w("done.approve")} />
        <Outcome of={commands.reject} done={w("done.reject")} />
        <Outcome of={commands.pay} done={w("done.pay")} />
      </div>
      <Card title={w("open")}>
        <Rows of={waiting} empty={w("empty")}>
          {(row) => <Open key={row.disbursement_id} row={row} commands={commands} />}
        </Rows>
      </Card>
    </Frame>
  );
}

function Open({ row, commands }: { row: Waiting; commands: ReturnType<typeof useVerbs> }) {
  const w = useWords(words);
  const c = useWords(common);
  const money = useYuan();
  const may: Record<Verb, boolean> = {
    approve: useMay("relief:approve"),
    reject: useMay("relief:approve"),
    pay: useMay("relief:pay"),
  };
  const verbs = (["approve", "reject", "pay"] as const).filter((verb) => may[verb]);
  return (
    <Row
      testId="inbox-row"
      title={
        <>
          {money(row.amount_fen)} · {c.of("purpose", row.purpose)}{" "}
          <span className={`tag relief-state-${row.state}`}>{w.of("state", row.state)}</span>
          {row.split && <span className="tag relief-flag">{w("split")}</span>}
        </>
      }
      facts={[
        row.fund_title,
        ...(row.case_number ? [w("case", { number: row.case_number })] : []),
        w("requested", { day: localDay(row.requested_at) }),
        w("expires", { day: localDay(row.expires_at) }),
        w("approvals", { given: row.approvals_given, needed: row.approvals_needed }),
        ...(row.own ? [w("own")] : []),
      ]}
    >
      {verbs
        .filter((verb) => row[verb] === null)
        .map((verb) => (
          <Act
            key={verb}
            command={commands[verb]}
            order={{ path: { disbursement_id: row.disbursement_id } }}
            primary={verb !== "reject"}
            sure={verb === "reject" ? w("sure_reject", { amount: money(row.amount_fen) }) : undefined}
            testId={`inbox-${verb}`}
          >
            {w(verb)}
          </Act>
        ))}
      <Hindrances row={row} verbs={verbs} />
    </Row>
  );
}

/** Why what the reader's role may do cannot be done to this one. */
function Hindrances({ row, verbs }: { row: Waiting; verbs: readonly Verb[] }) {
  const t = useShared();
  // That what is approved awaits no approval is no hindrance.
  const relevant = verbs.filter((verb) => verb !== "approve" || row.state === "requested");
  const codes = new Set(relevant.map((verb) => row[verb]).filter((code) => code !== null));
  return [...codes].map((code) => (
    <span key={code} className="hint relief-why">
      {t.of("problem", code)}
    </span>
  ));
}
