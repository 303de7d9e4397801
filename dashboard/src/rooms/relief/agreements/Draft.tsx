/** An agreement is drafted; its page comes next, where its parties sign. */
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, day, text } from "../../../kit/fields";
import { useSeveral } from "../../../kit/several";
import { useGo } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { place as agreement } from "../agreement/place";
import { Fold } from "../Fold";
import type { Agreement } from "../lists";
import { useOrganisationOptions } from "../values";
import { words as common } from "../words";
import { words } from "./words";

const MOST_PARTIES = 20;

/** The fields of an agreement; those of a renewal begin as the agreement before it is. */
export function useDraft(before?: Agreement) {
  const w = useWords(words);
  const c = useWords(common);
  const organisations = useOrganisationOptions();
  const { fields, read, more } = useSeveral(
    { first: before?.parties.length ?? 2, most: MOST_PARTIES, more: w("draft.more") },
    (place) => {
      const initial = before?.parties[place]?.organisation_id;
      return {
        party: choice(w("draft.party", { place: place + 1 }), organisations, {
          choose: c("choose"),
          ...(initial ? { initial } : {}),
        }),
      };
    },
  );
  return {
    fields: {
      title: text(w("draft.title"), { most: 200, ...(before ? { initial: before.title } : {}) }),
      starts_on: day(c("optional", { label: w("draft.starts_on") }), { optional: true }),
      ends_on: day(c("optional", { label: w("draft.ends_on") }), { optional: true }),
      ...fields,
    },
    rows: [["starts_on", "ends_on"]] as const,
    parties: (given: Parameters<typeof read>[0]) => read(given).map(({ party }) => party),
    more,
  };
}

export function DraftAgreement() {
  const w = useWords(words);
  const { fields, rows, parties, more } = useDraft();
  const go = useGo();
  const draft = useCommand("/api/relief/agreements");
  return (
    <Fold title={w("draft.fold")} testId="draft-agreement">
      <Form
        fields={fields}
        rows={rows}
        command={draft}
        send={({ title, starts_on, ends_on, ...given }) =>
          draft.send(
            { body: { title, starts_on, ends_on, organisation_ids: parties(given) } },
            ({ agreement_id }) => go(agreement, { params: { agreement_id } }),
          )
        }
        action={w("draft.action")}
      >
        {more}
      </Form>
    </Fold>
  );
}
