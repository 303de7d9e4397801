/** Households' cases without names; a file opens for a stated reason only, and the objections to a notice. */
import { useMay } from "../../../app/session";
import { localDay } from "../../../format/time";
import { Act } from "../../../kit/Act";
import type { Commanding } from "../../../kit/command";
import { useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { Page as Frame } from "../../../kit/Page";
import type { CommandPath } from "../../../kit/paths";
import { To } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { Unannounced } from "../../../parts/Unannounced";
import { Card } from "../Card";
import { place as one } from "../case/place";
import type { Case } from "../lists";
import { Row, Rows } from "../Row";
import { useYuan } from "../values";
import { words as common } from "../words";
import { type CaseActs, isOver, useCaseActs } from "./acts";
import { CounterObjection } from "./CounterObjection";
import { OpenFile } from "./File";
import { Objections } from "./Objections";
import { place } from "./place";
import { Standards } from "./Standards";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  const cases = useList("/api/relief/cases", {}, { before: "case_id", paged: true });
  const acts = useCaseActs();
  return (
    <Frame place={place} intro={w("intro")}>
      <div data-testid="relief-outcome">
        {(Object.values(acts) as Commanding<CommandPath>[]).map((act, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the acts are always the same
          <Outcome key={at} of={act} done={w("done")} />
        ))}
      </div>
      <Card title={w("list")}>
        <Rows of={cases} empty={w("empty")}>
          {(row) => <OneCase key={row.case_id} row={row} acts={acts} />}
        </Rows>
      </Card>
      <Objections acts={acts} />
      <Standards />
    </Frame>
  );
}

function useFacts() {
  const w = useWords(words);
  const money = useYuan();
  return (row: Case) => [
    row.neighbourhood,
    w("persons", { persons: row.persons }),
    w("grant", { monthly: money(row.monthly_fen), months: row.months, cap: money(row.cap_fen) }),
    w("drawn", { drawn: money(row.promised_fen), total: money(row.monthly_fen * row.months) }),
    w("until", { day: row.valid_until }),
    ...(row.opens_on && row.closes_on ? [w("noticed", { from: row.opens_on, to: row.closes_on })] : []),
    ...(row.duplicates.length ? [w("duplicates", { numbers: row.duplicates.join("、") })] : []),
    ...(row.erased_at ? [w("erased", { day: localDay(row.erased_at) })] : []),
  ];
}

function OneCase({ row, acts }: { row: Case; acts: CaseActs }) {
  const w = useWords(words);
  const c = useWords(common);
  const facts = useFacts();
  const validates = useMay("relief:validate");
  const approves = useMay("relief:approve");
  const reads = useMay("relief:read-case");
  const manages = useMay("relief:manage");
  const today = localDay(new Date());
  const verbs = [
    ...(validates && row.state === "draft" ? (["validate"] as const) : []),
    ...(approves && row.state === "validated" ? (["approve", "reject"] as const) : []),
    ...(approves && row.state === "approved" && !row.notice_id ? (["notice"] as const) : []),
  ];
  return (
    <Row
      testId="case-row"
      title={
        <>
          <To place={one} params={{ case_id: row.case_id }}>
            {row.number}
          </To>{" "}
          · {c.of("purpose", row.category)}{" "}
          <span className={`tag relief-state-${row.state}`}>{w.of("state", row.state)}</span>
        </>
      }
      facts={facts(row)}
    >
      <Unannounced day={row.closes_on} />
      {verbs.map((verb) => (
        <Act
          key={verb}
          command={acts[verb]}
          order={{ path: { case_id: row.case_id } }}
          primary={verb !== "reject"}
          sure={verb === "reject" || verb === "notice" ? w(`sure.${verb}`) : undefined}
          testId={`case-${verb}`}
        >
          {w(verb)}
        </Act>
      ))}
      {manages && isOver(row) && !row.erased_at && (
        <Act
          command={acts.erase}
          order={{ path: { case_id: row.case_id } }}
          sure={w("sure_erase")}
          testId="case-erase"
        >
          {w("erase")}
        </Act>
      )}
      {reads && !row.erased_at && <OpenFile caseId={row.case_id} number={row.number} />}
      {manages && row.notice_id && row.closes_on && row.closes_on >= today && (
        <CounterObjection noticeId={row.notice_id} />
      )}
    </Row>
  );
}
