/** Welfare projects: what they need and what is claimed of it, each with its page. */
import { useMay } from "../../../app/session";
import { useList } from "../../../kit/list";
import { To } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { Card } from "../Card";
import { place as project } from "../project/place";
import { Row, Rows } from "../Row";
import { useYuan } from "../values";
import { words as common } from "../words";
import { OpenProject } from "./OpenProject";
import { words } from "./words";

export function Projects() {
  const w = useWords(words);
  const c = useWords(common);
  const money = useYuan();
  const manages = useMay("relief:manage");
  const projects = useList("/api/relief/projects", {}, { before: "project_id", paged: true });
  return (
    <Card title={w("projects")}>
      {manages && <OpenProject />}
      <Rows of={projects} empty={c("no_projects")}>
        {(row) => (
          <Row
            key={row.project_id}
            testId="project-row"
            title={
              <>
                <To place={project} params={{ project_id: row.project_id }}>
                  {row.title}
                </To>{" "}
                <SourceTag source={row.source} />
              </>
            }
            facts={[
              w("claimed", { claimed: money(row.claimed_fen), need: money(row.need_fen) }),
              ...row.lines.map((line) => `${line.title} ${line.claimed}/${line.needed} ${line.unit}`),
            ]}
          />
        )}
      </Rows>
    </Card>
  );
}
