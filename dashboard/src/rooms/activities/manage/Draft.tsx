/** Drafting an activity. */
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, text } from "../../../kit/fields";
import { Section } from "../../../kit/Page";
import { useWords } from "../../../kit/words";
import { named, useOrganisations } from "../lists";
import { words as room } from "../words";
import { words } from "./words";

const MODES = ["on-site", "online", "mixed"] as const;

export function Draft({ drafted }: { drafted: (id: string) => void }) {
  const w = useWords(words);
  const kinds = useWords(room);
  const organisations = useOrganisations();
  const draft = useCommand("/api/activities/activities");
  return (
    <Section title={w("draft")}>
      <Form
        fields={{
          title: text(w("name"), { most: 200, testId: "draft-title" }),
          programme: text(w("programme"), {
            pattern: "[a-z0-9]+(-[a-z0-9]+)*",
            most: 80,
            initial: "suishenxue",
            hint: w("programme_hint"),
          }),
          mode: choice(
            w("mode"),
            MODES.map((value) => ({ value, label: kinds(`mode.${value}`) })),
          ),
          organisation_id: choice(w("organisation"), named(organisations)),
        }}
        rows={[["programme", "mode"]]}
        command={draft}
        send={(values) => draft.sendAll(values, {}, ({ activity_id }) => drafted(activity_id))}
        clears
        action={w("draft_submit")}
        actionTestId="draft-submit"
        done={w("drafted")}
      />
    </Section>
  );
}
