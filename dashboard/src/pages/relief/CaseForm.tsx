/** A household's case is opened: its members, what it needs and for how long; all of it sealed when it is sent. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { organisationsQuery } from "../../api/activities";
import { AMOUNT, Field, Outcome, Section, Sheet, toFen, useCommand } from "./parts";
import { purposes } from "./RequestPage";

const MOST_MEMBERS = 8;

export function CaseForm() {
  const { t } = useTranslation();
  const command = useCommand();
  const [members, setMembers] = useState(1);
  const organisations = useQuery({ ...organisationsQuery, retry: false });
  const committees = (organisations.data ?? []).filter(({ kind }) => kind === "residents-committee");
  const submit = (values: Record<string, string>) =>
    command.mutate({
      path: "/cases",
      body: {
        category: values.category,
        neighbourhood_id: values.neighbourhood,
        neighbourhood: committees.find((one) => one.organisation_id === values.neighbourhood)?.name ?? "",
        members: Array.from({ length: members }, (_, place) => ({
          name: values[`name-${place}`],
          phone: values[`phone-${place}`] || null,
          id_number: values[`id-${place}`] || null,
        })),
        need: values.need,
        evidence: (values.evidence ?? "").split("\n").filter(Boolean),
        monthly_fen: toFen(values.monthly ?? ""),
        months: Number(values.months),
      },
    });
  const number = String(command.data?.number ?? "");
  return (
    <Section title={t("relief.case.open")}>
      <Sheet submit={submit} pending={command.isPending} action={t("relief.case.send")} testId="case-form">
        <Field name="category" label={t("relief.request.purpose")} options={purposes(t)} />
        <Field
          name="neighbourhood"
          label={t("relief.case.neighbourhood")}
          options={committees.map((one) => ({ value: one.organisation_id, label: one.name }))}
        />
        {Array.from({ length: members }, (_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a member's place is its key in the household
          <fieldset key={place} className="relief-member">
            <legend>{t("relief.case.member", { place: place + 1 })}</legend>
            <Field name={`name-${place}`} label={t("relief.person.name")} />
            <Field name={`id-${place}`} label={t("relief.person.id_number")} required={false} />
            <Field name={`phone-${place}`} label={t("relief.person.phone")} required={false} />
          </fieldset>
        ))}
        <Button disabled={members >= MOST_MEMBERS} onClick={() => setMembers(members + 1)}>
          {t("relief.case.more")}
        </Button>
        <Field name="need" label={t("relief.case.need")} long hint={t("relief.case.sealed")} />
        <Field name="evidence" label={t("relief.case.evidence")} long required={false} />
        <Field name="monthly" label={t("relief.case.monthly")} pattern={AMOUNT} />
        <Field
          name="months"
          label={t("relief.case.months")}
          options={["1", "2", "3"].map((value) => ({ value, label: value }))}
        />
      </Sheet>
      <Outcome
        of={command}
        done={t(command.data?.duplicates ? "relief.case.done_duplicates" : "relief.case.done", {
          number,
          duplicates: command.data?.duplicates,
        })}
      />
    </Section>
  );
}
