/** Somebody close to the reader, or to an organisation that gives, is declared. */
import { useState } from "react";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice } from "../../../kit/fields";
import { Page as Frame } from "../../../kit/Page";
import { useWords } from "../../../kit/words";
import { Card } from "../Card";
import { personOf, useOrganisationOptions } from "../values";
import { words as common } from "../words";
import { place } from "./place";
import { words } from "./words";

const SIDES = ["self", "donor"] as const;

export function Page() {
  const w = useWords(words);
  const c = useWords(common);
  const [side, setSide] = useState<(typeof SIDES)[number] | "">("self");
  const organisations = useOrganisationOptions();
  const declare = useCommand("/api/relief/relations");
  const organisation = choice(w("organisation"), organisations, { choose: c("choose") });
  return (
    <Frame place={place} intro={w("intro")}>
      <Card title={w("declare")}>
        <p className="hint">{w("kept")}</p>
        <Form
          testId="relation-form"
          fields={{
            side: choice(
              w("close_to"),
              SIDES.map((value) => ({ value, label: w(value) })),
              { changed: setSide },
            ),
            ...(side === "donor" ? { organisation_id: organisation } : {}),
            ...personOf(c),
          }}
          command={declare}
          send={({ name, phone, id_number, organisation_id }) =>
            declare.send({
              body: {
                person: { name, phone, id_number },
                organisation_id: organisation_id ?? null,
                own: organisation_id === undefined,
              },
            })
          }
          sure={w("sure")}
          action={w("action")}
          done={w("done")}
        />
      </Card>
    </Frame>
  );
}
