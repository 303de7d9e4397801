/** Households' cases without names; a file opens for a stated reason only, and the objections to a notice. */
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get } from "../../api/client";
import { explain } from "../../api/problems";
import type { components } from "../../api/schema";
import { useMay } from "../../app/session";
import { localDay } from "../../format/time";
import { Forbidden } from "../../parts/states";
import { TwoSteps } from "../../parts/TwoSteps";
import { Unannounced } from "../../parts/Unannounced";
import { Listed, useReliefList, useWholeRelief } from "./lists";
import { Field, Outcome, Page, Row, Section, Sheet, useCommand, useYuan } from "./parts";

type Case = components["schemas"]["relief-CaseView"];
type File = components["schemas"]["relief-FileView"];
type Objection = components["schemas"]["relief-ObjectionView"];

const REASONS = ["validation", "decision", "payment", "objection", "audit", "request-of-the-household"];

export function CasesPage() {
  return useMay("relief:read") ? <Cases /> : <Forbidden />;
}

function Cases() {
  const { t } = useTranslation();
  const cases = useReliefList<Case>("/cases", "case_id");
  const command = useCommand();
  const act = (path: string, body?: unknown) => command.mutate({ path, body });
  return (
    <Page title={t("relief.cases.title")} intro={t("relief.cases.intro")}>
      <Outcome of={command} done={t("relief.cases.done")} />
      <Section title={t("relief.cases.list")}>
        <Listed of={cases} empty={t("relief.cases.empty")}>
          {(row) => <OneCase key={row.case_id} row={row} act={act} pending={command.isPending} />}
        </Listed>
      </Section>
      <Objections act={act} pending={command.isPending} />
    </Page>
  );
}

interface Acting {
  act: (path: string, body?: unknown) => void;
  pending: boolean;
}

function OneCase({ row, act, pending }: Acting & { row: Case }) {
  const { t } = useTranslation();
  const money = useYuan();
  const validates = useMay("relief:validate");
  const approves = useMay("relief:approve");
  const reads = useMay("relief:read-case");
  const verbs = [
    ...(validates && row.state === "draft" ? ["validate"] : []),
    ...(approves && row.state === "validated" ? ["approve", "reject"] : []),
    ...(approves && row.state === "approved" && !row.notice_id ? ["notice"] : []),
  ];
  return (
    <Row
      testId="case-row"
      title={
        <>
          {row.number} · {t(`relief.purpose.${row.category}`)}{" "}
          <span className={`tag relief-state-${row.state}`}>{t(`relief.case_state.${row.state}`)}</span>
        </>
      }
      facts={[
        row.neighbourhood,
        t("relief.cases.persons", { persons: row.persons }),
        t("relief.cases.grant", {
          monthly: money(row.monthly_fen),
          months: row.months,
          cap: money(row.cap_fen),
        }),
        t("relief.cases.drawn", {
          drawn: money(row.promised_fen),
          total: money(row.monthly_fen * row.months),
        }),
        t("relief.cases.until", { day: row.valid_until }),
        ...(row.closes_on ? [t("relief.cases.noticed", { from: row.opens_on, to: row.closes_on })] : []),
        ...(row.duplicates.length
          ? [t("relief.cases.duplicates", { numbers: row.duplicates.join("、") })]
          : []),
        ...(row.erased_at ? [t("relief.cases.erased", { day: localDay(row.erased_at) })] : []),
      ]}
    >
      <Unannounced day={row.closes_on} />
      {verbs.map((verb) => {
        const doVerb = () => act(`/cases/${row.case_id}/${verb}`);
        const shared = { disabled: pending, children: t(`relief.cases.${verb}`) };
        return verb === "reject" || verb === "notice" ? (
          <TwoSteps
            key={verb}
            {...shared}
            primary={verb === "notice"}
            says={t(verb === "reject" ? "sure.reject_case" : "sure.notice")}
            testId={`case-${verb}`}
            act={doVerb}
          />
        ) : (
          <Button key={verb} {...shared} type="primary" data-testid={`case-${verb}`} onClick={doVerb} />
        );
      })}
      {reads && !row.erased_at && <OpenFile caseId={row.case_id} number={row.number} />}
    </Row>
  );
}

/** Kept in this component alone and never in the query cache: closing it forgets what was read. */
function OpenFile({ caseId, number }: { caseId: string; number: string }) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [wrong, setWrong] = useState<unknown>(null);
  const open = async (reason: string) => {
    try {
      setFile(await get<File>(`/api/relief/cases/${caseId}/file?reason=${reason}`));
      setWrong(null);
    } catch (error) {
      setWrong(error);
    }
  };
  if (file) {
    return (
      <div className="relief-file">
        <dl>
          {file.members.map((member) => (
            <div key={member.place}>
              <dt>{t("relief.case.member", { place: member.place })}</dt>
              <dd>{[member.name, member.id_number, member.phone].filter(Boolean).join(" · ")}</dd>
            </div>
          ))}
          <div>
            <dt>{t("relief.case.need")}</dt>
            <dd>{file.need}</dd>
          </div>
          <div>
            <dt>{t("relief.case.evidence")}</dt>
            <dd>{file.evidence.join("；") || "—"}</dd>
          </div>
        </dl>
        <Button onClick={() => setFile(null)}>{t("relief.cases.close")}</Button>
      </div>
    );
  }
  return (
    <label className="relief-open">
      <span className="unseen">{t("relief.cases.read", { number })}</span>
      <select className="choice" value="" onChange={(event) => void open(event.target.value)}>
        <option value="" disabled>
          {t("relief.cases.why")}
        </option>
        {REASONS.map((reason) => (
          <option key={reason} value={reason}>
            {t(`relief.reason.${reason}`)}
          </option>
        ))}
      </select>
      {wrong !== null && <span role="alert">{explain(t, wrong)}</span>}
    </label>
  );
}

function Objections({ act, pending }: Acting) {
  const { t } = useTranslation();
  const open = useWholeRelief<Objection>("/objections?open=true", "objection_id");
  const decided = useReliefList<Objection>("/objections?open=false", "objection_id");
  const groups = useMay("relief:approve") ? byNotice(open.data ?? []) : [];
  return (
    <>
      <Section title={t("relief.objections.title")}>
        <Listed of={open} empty={t("relief.objections.empty")}>
          {(row) => <OneObjection key={row.objection_id} row={row} act={act} pending={pending} />}
        </Listed>
        {groups.length > 0 && (
          <ul className="relief-rows">
            {groups.map((group) => (
              <SetAside key={group[0]?.notice_id} group={group} act={act} pending={pending} />
            ))}
          </ul>
        )}
      </Section>
      <Section title={t("relief.objections.decided")}>
        <Listed of={decided} empty={t("relief.objections.none_decided")}>
          {(row) => <OneObjection key={row.objection_id} row={row} act={act} pending={pending} />}
        </Listed>
      </Section>
    </>
  );
}

function OneObjection({ row, act, pending }: Acting & { row: Objection }) {
  const { t } = useTranslation();
  const approves = useMay("relief:approve");
  return (
    <Row
      title={
        <>
          {row.case_number}{" "}
          <span className={`tag relief-state-${row.state}`}>
            {t(`relief.objections.${unreviewed(row) ? "unreviewed" : row.state}`)}
          </span>
        </>
      }
      facts={[localDay(row.received_at), ...(row.reason ? [row.reason] : [])]}
    >
      {approves && unreviewed(row) && (
        <Button disabled={pending} onClick={() => act(`/objections/${row.objection_id}/take-up`)}>
          {t("relief.objections.take_up")}
        </Button>
      )}
      {approves && <ObjectionText id={row.objection_id} />}
      {approves &&
        row.state === "open" &&
        [true, false].map((upheld) => (
          <TwoSteps
            key={String(upheld)}
            disabled={pending}
            says={t(upheld ? "sure.uphold" : "sure.dismiss")}
            testId={upheld ? "objection-uphold" : "objection-dismiss"}
            act={() => act(`/objections/${row.objection_id}/decide`, { upheld })}
          >
            {t(upheld ? "relief.objections.uphold" : "relief.objections.dismiss")}
          </TwoSteps>
        ))}
    </Row>
  );
}

/** Without a sender, and no officer has looked at it. */
function unreviewed(row: Objection): boolean {
  return row.state === "open" && row.channel === "public" && row.taken_up_at === null;
}

/** What waits to be looked at, notice by notice; at most a hundred are set aside in one command. */
function byNotice(rows: Objection[]): Objection[][] {
  const groups = new Map<string, Objection[]>();
  for (const row of rows.filter(unreviewed)) {
    groups.set(row.notice_id, [...(groups.get(row.notice_id) ?? []), row].slice(0, 100));
  }
  return [...groups.values()];
}

function SetAside({ group, act, pending }: Acting & { group: Objection[] }) {
  const { t } = useTranslation();
  const [first] = group;
  if (!first) return null;
  const submit = ({ reason }: Record<string, string>) =>
    act(`/notices/${first.notice_id}/objections/set-aside`, {
      objection_ids: group.map((one) => one.objection_id),
      reason,
    });
  return (
    <Row title={t("relief.objections.aside_done", { number: first.case_number })} facts={[]}>
      <Sheet
        submit={submit}
        pending={pending}
        action={t("relief.objections.aside", { count: group.length })}
        testId="set-aside-form"
      >
        <Field name="reason" label={t("relief.objections.aside_why")} />
      </Sheet>
    </Row>
  );
}

function ObjectionText({ id }: { id: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState<string | null>(null);
  if (text !== null) return <p className="relief-file">{text}</p>;
  const open = async () =>
    setText(
      (
        await get<{ text: string }>(`/api/relief/objections/${id}/text`).catch((e) => ({
          text: explain(t, e),
        }))
      ).text,
    );
  return <Button onClick={() => void open()}>{t("relief.objections.read")}</Button>;
}
