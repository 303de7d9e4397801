/** One case without names: what is granted, who did what, and the step that is next; the file opens for a reason only. */
import { localDay } from "../../../format/time";
import { Act } from "../../../kit/Act";
import type { Commanding } from "../../../kit/command";
import { Answered } from "../../../kit/Listed";
import { Outcome } from "../../../kit/Outcome";
import type { CommandPath } from "../../../kit/paths";
import { useRead } from "../../../kit/read";
import { type Doing, Thing } from "../../../kit/Thing";
import { useParts } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { Unannounced } from "../../../parts/Unannounced";
import { type CaseActs, isOver, useCaseActs } from "../cases/acts";
import { CounterObjection } from "../cases/CounterObjection";
import { OpenFile } from "../cases/File";
import { place as cases } from "../cases/place";
import { words as casesWords } from "../cases/words";
import type { Case } from "../lists";
import { useYuan } from "../values";
import { words as common } from "../words";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const { case_id } = useParts(place);
  const found = useRead("/api/relief/cases/{case_id}", { case_id });
  return (
    <Answered of={found} inner={false}>
      {(one) => <OneCase key={one.case_id} row={one} />}
    </Answered>
  );
}

function OneCase({ row }: { row: Case }) {
  const w = useWords(words);
  const c = useWords(common);
  const s = useWords(casesWords);
  const money = useYuan();
  const acts = useCaseActs();
  const doings = useDoings(row, acts);
  const by = (at: string | null, who: string | null) =>
    at && w("of_by", { day: localDay(at), by: who ?? "—" });
  return (
    <Thing
      place={place}
      name={row.number}
      back={cases}
      state={
        <>
          <span className={`tag relief-state-${row.state}`}>{s.of("state", row.state)}</span>{" "}
          <SourceTag source={row.source} />
          <Unannounced day={row.closes_on} />
        </>
      }
      facts={[
        [w("category"), c.of("purpose", row.category)],
        [w("where"), row.neighbourhood],
        [w("persons"), row.persons],
        [w("monthly"), money(row.monthly_fen)],
        [w("months"), row.months],
        [w("cap"), money(row.cap_fen)],
        [
          w("drawn"),
          s("drawn", { drawn: money(row.promised_fen), total: money(row.monthly_fen * row.months) }),
        ],
        [w("term"), `${row.starts_on} – ${row.valid_until}`],
        [w("opened"), by(row.opened_at, row.opened_by)],
        [w("validated"), by(row.validated_at, row.validated_by)],
        [w("decided"), by(row.decided_at, row.decided_by)],
        [w("noticed"), row.opens_on && `${row.opens_on} – ${row.closes_on}`],
        [w("shares"), row.duplicates.join("、")],
        [w("erased"), row.erased_at && localDay(row.erased_at)],
      ]}
      doings={doings}
      outcome={
        <div data-testid="relief-outcome">
          {(Object.values(acts) as Commanding<CommandPath>[]).map((act, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the acts are always the same
            <Outcome key={at} of={act} done={s("done")} />
          ))}
        </div>
      }
    />
  );
}

const STEPS = [
  { verb: "validate", from: "draft", permission: "relief:validate" },
  { verb: "approve", from: "validated", permission: "relief:approve" },
  { verb: "reject", from: "validated", permission: "relief:approve" },
  { verb: "notice", from: "approved", permission: "relief:approve" },
] as const;

function useDoings(row: Case, acts: CaseActs): Doing[] {
  const w = useWords(words);
  const s = useWords(casesWords);
  const today = localDay(new Date());
  const isNoticed = row.notice_id !== null && row.closes_on !== null && row.closes_on >= today;
  const order = { path: { case_id: row.case_id } };
  const steps = STEPS.filter(
    ({ verb, from }) => row.state === from && !(verb === "notice" && row.notice_id),
  ).map(
    ({ verb, permission }): Doing => ({
      title: s(verb),
      permission,
      act: (
        <Act
          command={acts[verb]}
          order={order}
          primary={verb !== "reject"}
          sure={verb === "reject" || verb === "notice" ? s(`sure.${verb}`) : undefined}
          testId={`case-${verb}`}
        >
          {s(verb)}
        </Act>
      ),
    }),
  );
  return [
    ...steps,
    {
      title: w("file"),
      permission: "relief:read-case",
      not: row.erased_at && w("is_erased"),
      act: <OpenFile caseId={row.case_id} number={row.number} />,
    },
    {
      title: s("counter.fold"),
      permission: "relief:manage",
      not: !isNoticed && w("no_notice"),
      act: row.notice_id && <CounterObjection noticeId={row.notice_id} />,
    },
    {
      title: s("erase"),
      permission: "relief:manage",
      not: row.erased_at ? w("is_erased") : !isOver(row) && w("not_over"),
      act: (
        <Act command={acts.erase} order={order} sure={s("sure_erase")} testId="case-erase">
          {s("erase")}
        </Act>
      ),
    },
  ];
}
