/** Ask for money of a fund, for somebody named here or a member of a household's case; or open a case. */

import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { components } from "../../api/schema";
import { useMay } from "../../app/session";
import { Forbidden } from "../../parts/states";
import { CaseForm } from "./CaseForm";
import { useWholeRelief } from "./lists";
import { AMOUNT, Field, Outcome, Page, Section, Sheet, toFen, useCommand, useNames, useYuan } from "./parts";

type Fund = components["schemas"]["relief-FundView"];
type Case = components["schemas"]["relief-CaseView"];
export const PURPOSES = ["living-hardship", "medical", "schooling", "disaster", "festival-visit", "other"];

export function RequestPage() {
  const { t } = useTranslation();
  if (!useMay("relief:request")) return <Forbidden />;
  return (
    <Page title={t("relief.request.title")} intro={t("relief.request.intro")}>
      <div className="relief-pair">
        <RequestForm />
        <CaseForm />
      </div>
    </Page>
  );
}

function RequestForm() {
  const { t } = useTranslation();
  const money = useYuan();
  const names = useNames();
  const funds = useWholeRelief<Fund>("/funds", "fund_id");
  const cases = useWholeRelief<Case>("/cases?state=approved", "case_id");
  const command = useCommand();
  const [forCase, setForCase] = useState(false);
  const submit = (values: Record<string, string>) => {
    const person = { name: values.name, phone: values.phone || null, id_number: values.id_number || null };
    const whom = forCase ? { case_id: values.case_id, member: Number(values.member) } : { payee: person };
    command.mutate({
      path: `/funds/${values.fund_id}/disbursements`,
      body: { amount_fen: toFen(values.amount ?? ""), purpose: values.purpose, ...whom },
    });
  };
  const open = (funds.data ?? []).filter((fund) => !fund.closed_at);
  return (
    <Section title={t("relief.request.money")}>
      <Sheet
        submit={submit}
        pending={command.isPending}
        action={t("relief.request.send")}
        testId="request-form"
      >
        <Field
          name="fund_id"
          label={t("relief.request.fund")}
          options={open.map((fund) => ({
            value: fund.fund_id,
            label: `${fund.title} · ${t(`relief.purpose.${fund.purpose}`)} · ${money(fund.available_fen)}`,
          }))}
        />
        <Field
          name="amount"
          label={t("relief.request.amount")}
          pattern={AMOUNT}
          hint={t("relief.request.amount_hint")}
        />
        <Field name="purpose" label={t("relief.request.purpose")} options={purposes(t)} />
        <label className="relief-check">
          <input type="checkbox" checked={forCase} onChange={(event) => setForCase(event.target.checked)} />
          {t("relief.request.for_case")}
        </label>
        {forCase ? (
          <>
            <Field
              name="case_id"
              label={t("relief.request.case")}
              options={(cases.data ?? []).map((one) => ({
                value: one.case_id,
                label: `${one.number} · ${money(one.monthly_fen * one.months - one.promised_fen)} · ${names(one.neighbourhood_id)}`,
              }))}
            />
            <Field name="member" label={t("relief.request.member")} type="number" />
          </>
        ) : (
          <>
            <Field name="name" label={t("relief.person.name")} />
            <Field name="phone" label={t("relief.person.phone")} required={false} />
            <Field
              name="id_number"
              label={t("relief.person.id_number")}
              required={false}
              hint={t("relief.person.one")}
            />
          </>
        )}
      </Sheet>
      <Outcome of={command} done={outcome(t, command.data)} />
    </Section>
  );
}

export function purposes(t: (key: string) => string) {
  return PURPOSES.map((value) => ({ value, label: t(`relief.purpose.${value}`) }));
}

function outcome(t: (key: string) => string, reply: Record<string, unknown> | undefined): string {
  if (reply?.split) return t("relief.request.done_split");
  return t(reply?.approvals_needed === 2 ? "relief.request.done_two" : "relief.request.done");
}
