/** A welfare project is opened to claims, as a whole or line by line; its page comes next. */
import { useState } from "react";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { amount, choice, number, text, yes } from "../../../kit/fields";
import { useSeveral } from "../../../kit/several";
import { useGo } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { Fold } from "../Fold";
import { place as project } from "../project/place";
import { useOrganisationOptions, useProgrammes } from "../values";
import { words as common } from "../words";
import { words } from "./words";

const MOST_LINES = 50;

function useLines() {
  const w = useWords(words);
  return useSeveral({ most: MOST_LINES, more: w("project.more") }, (place) => {
    const of = (label: string) => `${w("project.line", { place: place + 1 })} · ${label}`;
    return {
      title: text(of(w("project.line_title")), { most: 200 }),
      unit: text(of(w("project.unit")), { most: 20 }),
      needed: number(of(w("project.needed")), { least: 1, most: 1_000_000 }),
      unit_fen: amount(of(w("project.unit_fen"))),
    };
  });
}

export function OpenProject() {
  const w = useWords(words);
  const c = useWords(common);
  const organisations = useOrganisationOptions();
  const programmes = useProgrammes();
  const lines = useLines();
  const go = useGo();
  const [byLines, setByLines] = useState(false);
  const open = useCommand("/api/relief/projects");
  const measure = byLines ? lines.fields : { need_fen: amount(w("project.need")) };
  return (
    <Fold title={w("project.fold")} testId="open-project">
      <Form
        fields={{
          project_title: text(w("project.title"), { most: 200 }),
          programme: choice(c("programme"), programmes),
          organisation_id: choice(w("project.convener"), organisations, { choose: c("choose") }),
          by_lines: yes(w("project.by_lines"), { changed: setByLines }),
          ...measure,
        }}
        rows={[["programme", "organisation_id"], ...(byLines ? lines.rows : [])]}
        command={open}
        send={({ project_title: title, programme, organisation_id, by_lines: _, ...given }) =>
          open.send(
            {
              body: {
                title,
                programme,
                organisation_id,
                ...("need_fen" in given ? { need_fen: given.need_fen } : { lines: lines.read(given) }),
              },
            },
            ({ project_id }) => go(project, { params: { project_id } }),
          )
        }
        sure={w("project.sure")}
        action={w("project.action")}
      >
        {byLines && lines.more}
      </Form>
    </Fold>
  );
}
