/** A partner's own: its agreements to sign, what it can claim, and what became of its gifts. */
import { useSession } from "../../../app/session";
import { localDay } from "../../../format/time";
import { Act } from "../../../kit/Act";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { Answered, Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import { Outcome } from "../../../kit/Outcome";
import { Page as Frame } from "../../../kit/Page";
import { useRead } from "../../../kit/read";
import { useWords } from "../../../kit/words";
import { OneAgreement } from "../Agreement";
import { Card } from "../Card";
import { useClaim } from "../claim";
import { Downloads } from "../Downloads";
import { Gifts } from "../Gifts";
import type { Project } from "../lists";
import { Row, Rows } from "../Row";
import { useYuan } from "../values";
import { words as common } from "../words";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  const { user } = useSession();
  const statement = useRead("/api/relief/own/statement");
  return (
    <Frame place={place} intro={w("intro", { name: user.display_name })}>
      <Answered of={statement}>
        {(answer) => (
          <Card
            title={w("statement")}
            ways={
              <div className="relief-ways">
                <Downloads path="/own/statement/export" />
              </div>
            }
          >
            <Gifts statement={answer} />
          </Card>
        )}
      </Answered>
      <Agreements />
      <Claims />
    </Frame>
  );
}

function Agreements() {
  const w = useWords(words);
  const c = useWords(common);
  const agreements = useList("/api/relief/own/agreements", {}, { before: "agreement_id", paged: true });
  const sign = useCommand("/api/relief/own/agreements/{agreement_id}/sign");
  return (
    <Card title={w("agreements")}>
      <Outcome of={sign} done={w("done")} testId="relief-outcome" />
      <Rows of={agreements} empty={c("no_agreements")}>
        {(row) => (
          <OneAgreement key={row.agreement_id} row={row}>
            {row.state === "draft" && (
              <Act
                command={sign}
                order={{ path: { agreement_id: row.agreement_id } }}
                primary
                sure={w("sure_sign")}
              >
                {w("sign")}
              </Act>
            )}
          </OneAgreement>
        )}
      </Rows>
    </Card>
  );
}

function Claims() {
  const w = useWords(words);
  const c = useWords(common);
  const projects = useList("/api/relief/own/projects", {}, { before: "project_id" });
  const claiming = useClaim(projects.rows);
  const claim = useCommand("/api/relief/own/projects/{project_id}/claims");
  return (
    <Card title={w("claim")}>
      {claiming.isOpen ? (
        <Form
          testId="claim-form"
          fields={claiming.fields}
          command={claim}
          send={(values) => claim.send(claiming.read(values))}
          action={w("send")}
          done={w("done")}
        />
      ) : (
        <p className="hint">{w("nothing")}</p>
      )}
      <Listed of={projects} empty={<p className="hint">{c("no_projects")}</p>}>
        {(rows) => (
          <ul className="relief-rows">
            {rows.map((project) => (
              <OwnClaims key={project.project_id} project={project} />
            ))}
          </ul>
        )}
      </Listed>
    </Card>
  );
}

function OwnClaims({ project }: { project: Project }) {
  const c = useWords(common);
  const money = useYuan();
  return project.claims.map((claim) => (
    <Row
      key={claim.claim_id}
      title={
        <>
          {project.title} · {money(claim.amount_fen)}{" "}
          <span className={`tag relief-state-${claim.state}`}>{c.of("claim.state", claim.state)}</span>
        </>
      }
      facts={[localDay(claim.claimed_at), ...(claim.due_on ? [c("claim.due", { day: claim.due_on })] : [])]}
    />
  ));
}
