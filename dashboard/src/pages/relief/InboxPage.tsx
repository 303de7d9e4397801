/** What waits for somebody: each open disbursement with what the reader may do, and if not, by which rule. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { components } from "../../api/schema";
import { useMay } from "../../app/session";
import { localDay } from "../../format/time";
import { Forbidden } from "../../parts/states";
import { TwoSteps } from "../../parts/TwoSteps";
import { Listed, useWholeRelief } from "./lists";
import { type Commanding, Outcome, Page, Row, Section, useCommand, useYuan } from "./parts";

type Waiting = components["schemas"]["relief-Waiting"];
type Verb = "approve" | "reject" | "pay";

export function InboxPage() {
  return useMay("relief:read") ? <Inbox /> : <Forbidden />;
}

function Inbox() {
  const { t } = useTranslation();
  const waiting = useWholeRelief<Waiting>("/inbox");
  const command = useCommand();
  const verb = command.variables?.path.split("/").at(-1) ?? "approve";
  return (
    <Page title={t("relief.inbox.title")} intro={t("relief.inbox.intro")}>
      <Outcome of={command} done={t(`relief.inbox.done.${verb}`)} />
      <Section title={t("relief.inbox.open")}>
        <Listed of={waiting} empty={t("relief.inbox.empty")}>
          {(row) => <Open key={row.disbursement_id} row={row} command={command} />}
        </Listed>
      </Section>
    </Page>
  );
}

function Open({ row, command }: { row: Waiting; command: Commanding }) {
  const { t } = useTranslation();
  const money = useYuan();
  const approves = useMay("relief:approve");
  const pays = useMay("relief:pay");
  const verbs: Verb[] = [
    ...(approves ? (["approve", "reject"] as const) : []),
    ...(pays ? (["pay"] as const) : []),
  ];
  // That what is approved awaits no approval is no hindrance.
  const relevant = verbs.filter((verb) => verb !== "approve" || row.state === "requested");
  const hindrances = new Set(
    relevant.map((verb) => row[verb]).filter((code): code is string => code !== null),
  );
  return (
    <Row
      testId="inbox-row"
      title={
        <>
          {money(row.amount_fen)} · {t(`relief.purpose.${row.purpose}`)}{" "}
          <span className={`tag relief-state-${row.state}`}>{t(`relief.state.${row.state}`)}</span>
          {row.split && <span className="tag relief-flag">{t("relief.inbox.split")}</span>}
        </>
      }
      facts={[
        row.fund_title,
        ...(row.case_number ? [t("relief.inbox.case", { number: row.case_number })] : []),
        t("relief.inbox.requested", { day: localDay(row.requested_at) }),
        t("relief.inbox.expires", { day: localDay(row.expires_at) }),
        t("relief.inbox.approvals", { given: row.approvals_given, needed: row.approvals_needed }),
        ...(row.own ? [t("relief.inbox.own")] : []),
      ]}
    >
      {verbs
        .filter((verb) => row[verb] === null)
        .map((verb) => {
          const act = () => command.mutate({ path: `/disbursements/${row.disbursement_id}/${verb}` });
          const shared = { disabled: command.isPending, children: t(`relief.inbox.${verb}`) };
          return verb === "reject" ? (
            <TwoSteps
              key={verb}
              {...shared}
              says={t("sure.reject_payment", { amount: money(row.amount_fen) })}
              testId="inbox-reject"
              act={act}
            />
          ) : (
            <Button key={verb} {...shared} type="primary" data-testid={`inbox-${verb}`} onClick={act} />
          );
        })}
      {[...hindrances].map((code) => (
        <span key={code} className="hint relief-why">
          {t(`problem.${code}`, { defaultValue: code })}
        </span>
      ))}
    </Row>
  );
}
