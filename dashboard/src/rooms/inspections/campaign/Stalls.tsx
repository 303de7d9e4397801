/** Stalls and talks of a campaign, and what each handed out by day. */
import { useId } from "react";
import { useMay } from "../../../app/session";
import { useCommand } from "../../../kit/command";
import { Fold } from "../../../kit/Fold";
import { Form } from "../../../kit/Form";
import { choice, day, number, text } from "../../../kit/fields";
import type { View } from "../../../kit/paths";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { useVenues } from "../lists";
import { words as room } from "../words";
import { words } from "./words";

export type Campaign = View<"inspections-CampaignView">;
type Stall = Campaign["stalls"][number];

const MATERIALS = ["leaflet", "booklet", "rapid-test-kit", "tableware-kit", "talk-seat"] as const;
const KINDS = ["stall", "talk"] as const;

export function SetUp({ campaign: { campaign_id } }: { campaign: Campaign }) {
  const w = useWords(words);
  const r = useWords(room);
  const setUp = useCommand("/api/inspections/campaigns/{campaign_id}/stalls");
  return (
    <Fold title={w("add_fold")} testId="set-up-stall">
      <Form
        fields={{
          title: text(w("name"), { most: 200 }),
          kind: choice(
            w("kind"),
            KINDS.map((value) => ({ value, label: w(`kinds.${value}`) })),
          ),
          venue_id: choice(r("venue"), useVenues(), { optional: true, choose: r("no_venue") }),
        }}
        rows={[["title", "kind", "venue_id"]]}
        command={setUp}
        send={(values) => setUp.sendAll(values, { path: { campaign_id } })}
        clears
        action={w("add")}
        done={r("done")}
      />
    </Fold>
  );
}

export function StallCard({ stall, first }: { stall: Stall; first: string }) {
  const w = useWords(words);
  const r = useWords(room);
  const venue = useVenues().find(({ value }) => value === stall.venue_id);
  const id = useId();
  const counts = useMay("inspections:manage");
  const count = useCommand("/api/inspections/stalls/{stall_id}/tallies");
  return (
    <section className="card stack" data-testid="stall" aria-labelledby={id}>
      <h2 id={id}>
        {stall.title} · {w.of("kinds", stall.kind)} <SourceTag source={stall.source} />
      </h2>
      {venue && <p className="hint">{venue.label}</p>}
      <ul className="plain-list">
        {stall.tallies.map((tally) => (
          <li key={tally.day + tally.material} className="row">
            <span>{tally.day}</span>
            <span>{w.of("materials", tally.material)}</span>
            <strong>{tally.handed_out}</strong>
          </li>
        ))}
      </ul>
      {counts && (
        <Form
          fields={{
            day: day(w("day"), { initial: first }),
            material: choice(
              w("material"),
              MATERIALS.map((value) => ({ value, label: w(`materials.${value}`) })),
            ),
            handed_out: number(w("handed_out"), { least: 0 }),
          }}
          rows={[["day", "material", "handed_out"]]}
          command={count}
          send={(values) => count.sendAll(values, { path: { stall_id: stall.stall_id } })}
          action={w("count")}
          done={r("done")}
          testId="count-tally"
        />
      )}
    </section>
  );
}
