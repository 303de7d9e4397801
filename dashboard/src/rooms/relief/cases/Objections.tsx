/** The objections to notices: those that are to be decided, and those that were. */
import { useMay } from "../../../app/session";
import { localDay } from "../../../format/time";
import { Act } from "../../../kit/Act";
import { Form } from "../../../kit/Form";
import { text } from "../../../kit/fields";
import { useList } from "../../../kit/list";
import type { View } from "../../../kit/paths";
import { useWords } from "../../../kit/words";
import { Card } from "../Card";
import { Row, Rows } from "../Row";
import type { CaseActs } from "./acts";
import { ObjectionText } from "./File";
import { words } from "./words";

type Objection = View<"relief-ObjectionView">;
const AT_ONCE = 100;

export function Objections({ acts }: { acts: CaseActs }) {
  const w = useWords(words);
  const open = useList("/api/relief/objections", { open: true }, { before: "objection_id" });
  const decided = useList("/api/relief/objections", { open: false }, { before: "objection_id", paged: true });
  const groups = useMay("relief:approve") ? byNotice(open.rows) : [];
  return (
    <>
      <Card title={w("objections.title")}>
        <Rows of={open} empty={w("objections.empty")}>
          {(row) => <OneObjection key={row.objection_id} row={row} acts={acts} />}
        </Rows>
        {groups.length > 0 && (
          <ul className="relief-rows">
            {groups.map((group) => (
              <SetAside key={group[0]?.notice_id} group={group} acts={acts} />
            ))}
          </ul>
        )}
      </Card>
      <Card title={w("objections.decided")}>
        <Rows of={decided} empty={w("objections.none_decided")}>
          {(row) => <OneObjection key={row.objection_id} row={row} acts={acts} />}
        </Rows>
      </Card>
    </>
  );
}

function OneObjection({ row, acts }: { row: Objection; acts: CaseActs }) {
  const w = useWords(words);
  const approves = useMay("relief:approve");
  const path = { objection_id: row.objection_id };
  return (
    <Row
      testId="objection-row"
      title={
        <>
          {row.case_number}{" "}
          <span className={`tag relief-state-${row.state}`}>
            {w.of("objections", isUnreviewed(row) ? "unreviewed" : row.state)}
          </span>
        </>
      }
      facts={[localDay(row.received_at), ...(row.reason ? [row.reason] : [])]}
    >
      {approves && isUnreviewed(row) && (
        <Act command={acts.takeUp} order={{ path }}>
          {w("objections.take_up")}
        </Act>
      )}
      {approves && <ObjectionText id={row.objection_id} />}
      {approves &&
        row.state === "open" &&
        (["uphold", "dismiss"] as const).map((verb) => (
          <Act
            key={verb}
            command={acts.decide}
            order={{ path, body: { upheld: verb === "uphold" } }}
            sure={w(`sure.${verb}`)}
            testId={`objection-${verb}`}
          >
            {w(`objections.${verb}`)}
          </Act>
        ))}
    </Row>
  );
}

/** Without a sender, and no officer has looked at it. */
function isUnreviewed(row: Objection): boolean {
  return row.state === "open" && row.channel === "public" && row.taken_up_at === null;
}

/** What waits to be looked at, notice by notice; at most AT_ONCE are set aside in one command. */
function byNotice(rows: readonly Objection[]): Objection[][] {
  const groups = new Map<string, Objection[]>();
  for (const row of rows.filter(isUnreviewed)) {
    groups.set(row.notice_id, [...(groups.get(row.notice_id) ?? []), row].slice(0, AT_ONCE));
  }
  return [...groups.values()];
}

function SetAside({ group, acts }: { group: Objection[]; acts: CaseActs }) {
  const w = useWords(words);
  const [first] = group;
  if (!first) return null;
  return (
    <Row title={w("objections.aside_done", { number: first.case_number })} facts={[]}>
      <Form
        testId="set-aside-form"
        fields={{ reason: text(w("objections.aside_why"), { most: 200 }) }}
        command={acts.setAside}
        outcome={false}
        send={({ reason }) =>
          acts.setAside.send({
            path: { notice_id: first.notice_id },
            body: { objection_ids: group.map((one) => one.objection_id), reason },
          })
        }
        action={w("objections.aside", { count: group.length })}
      />
    </Row>
  );
}
