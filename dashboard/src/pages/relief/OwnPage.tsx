/** A partner's own: its agreements to sign, what it can claim, and what became of its gifts. */
import { useTranslation } from "react-i18next";
import type { components } from "../../api/schema";
import { useMay, useSession } from "../../app/session";
import { localDay } from "../../format/time";
import { SourceTag } from "../../parts/SourceTag";
import { Failed, Forbidden, Loading } from "../../parts/states";
import { Listed, useReliefList, useWholeRelief } from "./lists";
import {
  AMOUNT,
  Downloads,
  Field,
  Outcome,
  Page,
  Row,
  Section,
  Sheet,
  toFen,
  useCommand,
  useRelief,
  useYuan,
} from "./parts";
import { OneAgreement } from "./TermsPage";

type Agreement = components["schemas"]["relief-AgreementView"];
type Project = components["schemas"]["relief-ProjectView"];
type Statement = components["schemas"]["relief-Statement"];

export function OwnPage() {
  return useMay("relief:own") ? <Own /> : <Forbidden />;
}

function Own() {
  const { t } = useTranslation();
  const { user } = useSession();
  const agreements = useReliefList<Agreement>("/own/agreements", "agreement_id");
  const command = useCommand();
  return (
    <Page title={t("relief.own.title")} intro={t("relief.own.intro", { name: user.display_name })}>
      <Outcome of={command} done={t("relief.own.done")} />
      <GiftsCard />
      <Section title={t("relief.terms.agreements")}>
        <Listed of={agreements} empty={t("relief.terms.no_agreements")}>
          {(row) => (
            <OneAgreement
              key={row.agreement_id}
              row={row}
              sign={
                row.state === "draft"
                  ? () => command.mutate({ path: `/own/agreements/${row.agreement_id}/sign` })
                  : undefined
              }
            />
          )}
        </Listed>
      </Section>
      <ClaimCard />
    </Page>
  );
}

function GiftsCard() {
  const { t } = useTranslation();
  const money = useYuan();
  const statement = useRelief<Statement>("/own/statement");
  if (statement.isPending) return <Loading />;
  if (statement.isError)
    return <Failed inner error={statement.error} retry={() => void statement.refetch()} />;
  const sums = ["amount", "available", "reserved", "disbursed", "reversed"] as const;
  return (
    <Section title={t("relief.own.statement")} ways={<Downloads path="/own/statement/export" />}>
      <dl className="relief-sums">
        {sums.map((key) => (
          <div key={key}>
            <dt>{t(`relief.own.${key}`)}</dt>
            <dd>{money(statement.data[`${key}_fen`])}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">{t("relief.own.rule")}</p>
      <ul className="relief-rows">
        {statement.data.gifts.map((gift) => (
          <Row
            key={gift.donation_id}
            title={
              <>
                {money(gift.amount_fen)} · {gift.fund_title} <SourceTag source={gift.source} />
              </>
            }
            facts={[
              localDay(gift.received_at),
              ...sums.slice(1).map((key) => `${t(`relief.own.${key}`)} ${money(gift[`${key}_fen`])}`),
              gift.receipt ? t("relief.own.receipt", { number: gift.receipt }) : t("relief.own.no_receipt"),
            ]}
          />
        ))}
      </ul>
    </Section>
  );
}

function ClaimCard() {
  const { t } = useTranslation();
  const money = useYuan();
  const projects = useWholeRelief<Project>("/own/projects", "project_id");
  const command = useCommand();
  const open = (projects.data ?? []).filter((project) => project.claimed_fen < project.need_fen);
  const submit = (values: Record<string, string>) => {
    const [project, line] = (values.what ?? "").split("/");
    const measure = line
      ? { line_id: line, quantity: Number(values.quantity) || null }
      : { amount_fen: toFen(values.amount ?? "") };
    command.mutate({
      path: `/own/projects/${project}/claims`,
      body: { ...measure, due_on: values.due_on || null },
    });
  };
  const choices = open.flatMap((project) =>
    project.lines.length
      ? project.lines
          .filter((line) => line.claimed < line.needed)
          .map((line) => ({
            value: `${project.project_id}/${line.line_id}`,
            label: `${project.title} · ${line.title} (${line.needed - line.claimed} ${line.unit})`,
          }))
      : [
          {
            value: project.project_id,
            label: `${project.title} (${money(project.need_fen - project.claimed_fen)})`,
          },
        ],
  );
  return (
    <Section title={t("relief.own.claim")}>
      {choices.length > 0 ? (
        <Sheet submit={submit} pending={command.isPending} action={t("relief.own.send")}>
          <Field name="what" label={t("relief.own.what")} options={choices} />
          <Field name="amount" label={t("relief.own.amount_for_need")} pattern={AMOUNT} required={false} />
          <Field name="quantity" label={t("relief.own.quantity_for_line")} type="number" required={false} />
          <Field name="due_on" label={t("relief.own.due_on")} type="date" required={false} />
        </Sheet>
      ) : (
        <p className="hint">{t("relief.own.nothing")}</p>
      )}
      <Outcome of={command} done={t("relief.own.done")} />
      <Listed of={projects} empty={t("relief.terms.no_projects")}>
        {(project) =>
          project.claims.map((claim) => (
            <Row
              key={claim.claim_id}
              title={
                <>
                  {project.title} · {money(claim.amount_fen)}{" "}
                  <span className={`tag relief-state-${claim.state}`}>
                    {t(`relief.terms.claim.${claim.state}`)}
                  </span>
                </>
              }
              facts={[
                localDay(claim.claimed_at),
                ...(claim.due_on ? [t("relief.terms.due", { day: claim.due_on })] : []),
              ]}
            />
          ))
        }
      </Listed>
    </Section>
  );
}
