/** Agreements with their terms and those that end soon; projects with their lines, claims and the days they lapse. */
import { useTranslation } from "react-i18next";
import type { components } from "../../api/schema";
import { useMay } from "../../app/session";
import { SourceTag } from "../../parts/SourceTag";
import { Forbidden } from "../../parts/states";
import { TwoSteps } from "../../parts/TwoSteps";
import { Listed, useReliefList } from "./lists";
import {
  type Commanding,
  Outcome,
  Page,
  Row,
  Section,
  useCommand,
  useNames,
  useRelief,
  useYuan,
} from "./parts";

type Agreement = components["schemas"]["relief-AgreementView"];
type Expiring = components["schemas"]["relief-ExpiringView"];
type Project = components["schemas"]["relief-ProjectView"];

export function TermsPage() {
  return useMay("relief:read") ? <Terms /> : <Forbidden />;
}

function Terms() {
  const { t } = useTranslation();
  const names = useNames();
  const agreements = useReliefList<Agreement>("/agreements", "agreement_id");
  const expiring = useRelief<Expiring[]>("/agreements/expiring");
  const projects = useReliefList<Project>("/projects", "project_id");
  const command = useCommand();
  return (
    <Page title={t("relief.terms.title")} intro={t("relief.terms.intro")}>
      <Outcome of={command} done={t("relief.terms.done")} />
      <Section title={t("relief.terms.expiring")}>
        <Listed of={expiring} empty={t("relief.terms.none_expiring")}>
          {(row) => (
            <Row
              key={row.agreement_id}
              title={row.title}
              facts={[
                t("relief.terms.ends", { day: row.ends_on, days: row.days_left }),
                row.organisation_ids.map(names).join("、"),
                t(row.renewed ? "relief.terms.renewed" : "relief.terms.not_renewed"),
              ]}
            />
          )}
        </Listed>
      </Section>
      <Section title={t("relief.terms.agreements")}>
        <Listed of={agreements} empty={t("relief.terms.no_agreements")}>
          {(row) => <OneAgreement key={row.agreement_id} row={row} />}
        </Listed>
      </Section>
      <Section title={t("relief.terms.projects")}>
        <Listed of={projects} empty={t("relief.terms.no_projects")}>
          {(row) => <OneProject key={row.project_id} row={row} command={command} />}
        </Listed>
      </Section>
    </Page>
  );
}

export function OneAgreement({ row, sign }: { row: Agreement; sign?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const names = useNames();
  const term =
    row.starts_on || row.ends_on
      ? `${row.starts_on ?? "…"} – ${row.ends_on ?? "…"}`
      : t("relief.terms.no_term");
  return (
    <Row
      title={
        <>
          {row.title} <small>{t("relief.terms.version", { version: row.version })}</small>{" "}
          <span className={`tag relief-state-${row.state}`}>{t(`relief.terms.state.${row.state}`)}</span>{" "}
          <SourceTag source={row.source} />
        </>
      }
      facts={[
        term,
        row.parties
          .map((party) => `${names(party.organisation_id)}${party.signed_at ? " ✓" : ""}`)
          .join("、"),
      ]}
    >
      {sign && (
        <TwoSteps primary says={t("sure.sign")} act={sign}>
          {t("relief.terms.sign")}
        </TwoSteps>
      )}
    </Row>
  );
}

function OneProject({ row, command }: { row: Project; command: Commanding }) {
  const { t } = useTranslation();
  const names = useNames();
  const money = useYuan();
  const claims = useMay("relief:claim");
  return (
    <Row
      title={
        <>
          {row.title} <SourceTag source={row.source} />
        </>
      }
      facts={[
        t("relief.terms.claimed", { claimed: money(row.claimed_fen), need: money(row.need_fen) }),
        ...row.lines.map((line) => `${line.title} ${line.claimed}/${line.needed} ${line.unit}`),
      ]}
    >
      <ul className="relief-claims">
        {row.claims.map((claim) => (
          <li key={claim.claim_id} className="relief-line">
            <span>
              {names(claim.organisation_id)} · {money(claim.amount_fen)}
              {claim.due_on ? ` · ${t("relief.terms.due", { day: claim.due_on })}` : ""}{" "}
              <span className={`tag relief-state-${claim.state}`}>
                {t(`relief.terms.claim.${claim.state}`)}
              </span>
            </span>
            {claims && claim.state === "accepted" && (
              <span className="relief-acts">
                {(["fulfil", "withdraw"] as const).map((verb) => (
                  <TwoSteps
                    key={verb}
                    disabled={command.isPending}
                    says={t(`sure.${verb}`)}
                    act={() => command.mutate({ path: `/claims/${claim.claim_id}/${verb}` })}
                  >
                    {t(`relief.terms.${verb}`)}
                  </TwoSteps>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Row>
  );
}
