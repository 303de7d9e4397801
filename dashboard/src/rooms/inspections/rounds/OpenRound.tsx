/** A new round: who runs it, when people may name what is tested, and which kinds of food. */
import { localDay } from "../../../format/time";
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, moment, text, yes } from "../../../kit/fields";
import { useWords } from "../../../kit/words";
import { CATEGORIES, useOrganisations } from "../lists";
import { words as room } from "../words";
import { words } from "./words";

const PROGRAMME = "you-pick-we-inspect";

/** One yes or no for each kind of food; all of them are usual. */
function useKinds() {
  const r = useWords(room);
  const kinds = CATEGORIES.map((one) => [one, yes(r(`category.${one}`), { initial: true })] as const);
  return Object.fromEntries(kinds) as Record<(typeof CATEGORIES)[number], ReturnType<typeof yes>>;
}

export function OpenRound() {
  const w = useWords(words);
  const r = useWords(room);
  const open = useCommand("/api/inspections/rounds");
  const today = localDay(new Date());
  return (
    <details className="card stack">
      <summary data-testid="open-round">{w("open")}</summary>
      <p className="hint">{w("open_says")}</p>
      <Form
        fields={{
          title: text(w("round_title"), { most: 200 }),
          organisation_id: choice(r("organiser"), useOrganisations(), { choose: r("choose") }),
          opens_at: moment(w("opens_at"), { initial: `${today}T09:00:00` }),
          closes_at: moment(w("closes_at")),
          ...useKinds(),
        }}
        rows={[["title", "organisation_id"], ["opens_at", "closes_at"], CATEGORIES]}
        command={open}
        send={({ title, organisation_id, opens_at, closes_at, ...kinds }) => {
          const categories = CATEGORIES.filter((one) => kinds[one]);
          open.send({
            body: { title, organisation_id, opens_at, closes_at, programme: PROGRAMME, categories },
          });
        }}
        clears
        action={w("open")}
        actionTestId="open-round-do"
        done={w("opened")}
      />
    </details>
  );
}
