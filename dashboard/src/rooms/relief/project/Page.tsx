/** One welfare project: what it needs line by line, the claims on it, what is done with them, and what happened. */
import { useMay } from "../../../app/session";
import { localDay } from "../../../format/time";
import { Act } from "../../../kit/Act";
import { oneAtATime, useCommand } from "../../../kit/command";
import { Answered } from "../../../kit/Listed";
import { Outcome } from "../../../kit/Outcome";
import { useRead } from "../../../kit/read";
import { type Column, Table } from "../../../kit/Table";
import { Thing } from "../../../kit/Thing";
import { useParts } from "../../../kit/To";
import { useShared, useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { place as agreements } from "../agreements/place";
import { Card } from "../Card";
import type { Project } from "../lists";
import { OrganisationLink } from "../OrganisationLink";
import { useNamed, useYuan } from "../values";
import { words as common } from "../words";
import { ClaimFor } from "./ClaimFor";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const { project_id } = useParts(place);
  const project = useRead("/api/relief/projects/{project_id}", { project_id });
  return (
    <Answered of={project} inner={false}>
      {(found) => <OneProject key={found.project_id} row={found} />}
    </Answered>
  );
}

function OneProject({ row }: { row: Project }) {
  const w = useWords(words);
  const c = useWords(common);
  const t = useShared();
  const money = useYuan();
  const names = useNamed();
  const isFull = row.claimed_fen >= row.need_fen;
  return (
    <Thing
      place={place}
      name={row.title}
      back={agreements}
      state={
        <>
          <span className={`tag relief-state-${isFull ? "fulfilled" : "open"}`}>
            {w(isFull ? "is_full" : "is_open")}
          </span>{" "}
          <SourceTag source={row.source} />
        </>
      }
      facts={[
        [w("need"), money(row.need_fen)],
        [w("claimed"), money(row.claimed_fen)],
        [w("left"), money(row.need_fen - row.claimed_fen)],
        [c("programme"), t.of("programme", row.programme)],
        [w("convener"), <OrganisationLink key="convener" id={row.organisation_id} />],
        [w("opened"), localDay(row.opened_at)],
      ]}
      doings={[
        {
          title: w("claim_for.fold"),
          permission: "relief:claim",
          not: isFull && w("full"),
          act: <ClaimFor project={row} />,
        },
      ]}
      history={{ room: "relief", kind: "project", id: row.project_id, names }}
    >
      {row.lines.length > 0 && <Lines of={row} />}
      <Claims of={row} />
    </Thing>
  );
}

function Lines({ of }: { of: Project }) {
  const w = useWords(words);
  const money = useYuan();
  return (
    <Card title={w("lines")}>
      <Table
        caption={w("lines")}
        of={of.lines}
        id={({ line_id }) => line_id}
        empty="—"
        columns={{
          what: { title: w("what"), cell: (one) => one.title },
          claimed: {
            title: w("of_needed"),
            cell: (one) => `${one.claimed}/${one.needed} ${one.unit}`,
            figure: true,
          },
          price: { title: w("price"), cell: (one) => money(one.unit_fen), figure: true },
        }}
      />
    </Card>
  );
}

function Claims({ of }: { of: Project }) {
  const w = useWords(words);
  const c = useWords(common);
  const money = useYuan();
  const claims = useMay("relief:claim");
  const verbs = oneAtATime({
    fulfil: useCommand("/api/relief/claims/{claim_id}/fulfil"),
    withdraw: useCommand("/api/relief/claims/{claim_id}/withdraw"),
  });
  const acts: Column<Project["claims"][number]> = {
    title: w("acts"),
    cell: (one) =>
      one.state === "accepted" && (
        <span className="row">
          {(["fulfil", "withdraw"] as const).map((verb) => (
            <Act
              key={verb}
              small
              command={verbs[verb]}
              order={{ path: { claim_id: one.claim_id } }}
              sure={w(`sure.${verb}`)}
              testId={`claim-${verb}`}
            >
              {w(verb)}
            </Act>
          ))}
        </span>
      ),
  };
  return (
    <Card title={w("claims")} testId="claims">
      <Outcome of={verbs.fulfil} done={w("done")} testId="relief-outcome" />
      <Outcome of={verbs.withdraw} done={w("done")} testId="relief-outcome" />
      <Table
        caption={w("claims")}
        of={of.claims}
        id={({ claim_id }) => claim_id}
        empty={w("no_claims")}
        columns={{
          by: { title: w("by"), cell: (one) => <OrganisationLink id={one.organisation_id} /> },
          amount: { title: w("amount"), cell: (one) => money(one.amount_fen), figure: true },
          due: { title: w("due"), cell: (one) => one.due_on ?? "—" },
          state: {
            title: w("state"),
            cell: (one) => (
              <span className={`tag relief-state-${one.state}`}>{c.of("claim.state", one.state)}</span>
            ),
          },
          ...(claims ? { acts } : {}),
        }}
      />
    </Card>
  );
}
