/** Agreements with their terms and those that end soon; projects with their lines, claims and the days they lapse. */
import { useMay } from "../../../app/session";
import { Act } from "../../../kit/Act";
import { oneAtATime, useCommand } from "../../../kit/command";
import { useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { Page as Frame } from "../../../kit/Page";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { OneAgreement } from "../Agreement";
import { Card } from "../Card";
import type { Project } from "../lists";
import { Row, Rows } from "../Row";
import { useNames, useYuan } from "../values";
import { words as common } from "../words";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  const c = useWords(common);
  const agreements = useList("/api/relief/agreements", {}, { before: "agreement_id", paged: true });
  return (
    <Frame place={place} intro={w("intro")}>
      <Expiring />
      <Card title={w("agreements")}>
        <Rows of={agreements} empty={c("no_agreements")}>
          {(row) => <OneAgreement key={row.agreement_id} row={row} />}
        </Rows>
      </Card>
      <Projects />
    </Frame>
  );
}

function Expiring() {
  const w = useWords(words);
  const names = useNames();
  const expiring = useList("/api/relief/agreements/expiring", {}, {});
  return (
    <Card title={w("expiring")}>
      <Rows of={expiring} empty={w("none_expiring")}>
        {(row) => (
          <Row
            key={row.agreement_id}
            title={row.title}
            facts={[
              w("ends", { day: row.ends_on, days: row.days_left }),
              row.organisation_ids.map(names).join("、"),
              w(row.renewed ? "renewed" : "not_renewed"),
            ]}
          />
        )}
      </Rows>
    </Card>
  );
}

function useVerbs() {
  return oneAtATime({
    fulfil: useCommand("/api/relief/claims/{claim_id}/fulfil"),
    withdraw: useCommand("/api/relief/claims/{claim_id}/withdraw"),
  });
}

function Projects() {
  const w = useWords(words);
  const c = useWords(common);
  const projects = useList("/api/relief/projects", {}, { before: "project_id", paged: true });
  const commands = useVerbs();
  return (
    <Card title={w("projects")}>
      <div data-testid="relief-outcome">
        <Outcome of={commands.fulfil} done={w("done")} />
        <Outcome of={commands.withdraw} done={w("done")} />
      </div>
      <Rows of={projects} empty={c("no_projects")}>
        {(row) => <OneProject key={row.project_id} row={row} commands={commands} />}
      </Rows>
    </Card>
  );
}

function OneProject({ row, commands }: { row: Project; commands: ReturnType<typeof useVerbs> }) {
  const w = useWords(words);
  const c = useWords(common);
  const names = useNames();
  const money = useYuan();
  const claims = useMay("relief:claim");
  return (
    <Row
      testId="project-row"
      title={
        <>
          {row.title} <SourceTag source={row.source} />
        </>
      }
      facts={[
        w("claimed", { claimed: money(row.claimed_fen), need: money(row.need_fen) }),
        ...row.lines.map((line) => `${line.title} ${line.claimed}/${line.needed} ${line.unit}`),
      ]}
    >
      <ul className="relief-claims">
        {row.claims.map((claim) => (
          <li key={claim.claim_id} className="relief-line">
            <span>
              {names(claim.organisation_id)} · {money(claim.amount_fen)}
              {claim.due_on ? ` · ${c("claim.due", { day: claim.due_on })}` : ""}{" "}
              <span className={`tag relief-state-${claim.state}`}>{c.of("claim.state", claim.state)}</span>
            </span>
            {claims && claim.state === "accepted" && (
              <span className="relief-acts">
                {(["fulfil", "withdraw"] as const).map((verb) => (
                  <Act
                    key={verb}
                    command={commands[verb]}
                    order={{ path: { claim_id: claim.claim_id } }}
                    sure={w(`sure.${verb}`)}
                  >
                    {w(verb)}
                  </Act>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Row>
  );
}
