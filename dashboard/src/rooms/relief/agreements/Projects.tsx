/** Welfare projects: what they need, who claimed which part of it, and the days on which claims lapse. */
import { useMay } from "../../../app/session";
import { Act } from "../../../kit/Act";
import { oneAtATime, useCommand } from "../../../kit/command";
import { useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { Card } from "../Card";
import type { Project } from "../lists";
import { Row, Rows } from "../Row";
import { useNames, useYuan } from "../values";
import { words as common } from "../words";
import { ClaimFor } from "./ClaimFor";
import { OpenProject } from "./OpenProject";
import { words } from "./words";

function useVerbs() {
  return oneAtATime({
    fulfil: useCommand("/api/relief/claims/{claim_id}/fulfil"),
    withdraw: useCommand("/api/relief/claims/{claim_id}/withdraw"),
  });
}

export function Projects() {
  const w = useWords(words);
  const c = useWords(common);
  const projects = useList("/api/relief/projects", {}, { before: "project_id", paged: true });
  const commands = useVerbs();
  const manages = useMay("relief:manage");
  const claims = useMay("relief:claim");
  return (
    <Card title={w("projects")}>
      {manages && <OpenProject />}
      {claims && <ClaimFor />}
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
