/** The food-safety week: stalls and talks, and what they handed out by day. */
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, day, number, text } from "../../../kit/fields";
import { Listed } from "../../../kit/Listed";
import { useList } from "../../../kit/list";
import type { View } from "../../../kit/paths";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { useOrganisations, useVenues } from "../lists";
import { words as room } from "../words";
import { words } from "./words";

type Campaign = View<"inspections-CampaignView">;
type Stall = Campaign["stalls"][number];

const MATERIALS = ["leaflet", "booklet", "rapid-test-kit", "tableware-kit", "talk-seat"] as const;
const PROGRAMME = "food-safety-week";
const KINDS = ["stall", "talk"] as const;

export function Campaigns() {
  const w = useWords(words);
  const campaigns = useList("/api/inspections/campaigns", {}, {});
  return (
    <>
      <Announce />
      <Listed of={campaigns} empty={<p className="card empty">{w("campaign.none")}</p>}>
        {(rows) => rows.map((one) => <CampaignCard key={one.campaign_id} campaign={one} />)}
      </Listed>
    </>
  );
}

function Announce() {
  const w = useWords(words);
  const r = useWords(room);
  const announce = useCommand("/api/inspections/campaigns");
  return (
    <details className="card stack">
      <summary data-testid="open-campaign">{w("campaign.open")}</summary>
      <Form
        fields={{
          title: text(w("campaign.name"), { most: 200 }),
          organisation_id: choice(r("organiser"), useOrganisations(), { choose: r("choose") }),
          starts_on: day(w("campaign.starts_on")),
          ends_on: day(w("campaign.ends_on")),
        }}
        rows={[
          ["title", "organisation_id"],
          ["starts_on", "ends_on"],
        ]}
        command={announce}
        send={(values) => announce.send({ body: { programme: PROGRAMME, ...values } })}
        clears
        action={w("campaign.open")}
        actionTestId="open-campaign-do"
        done={w("campaign.opened")}
      />
    </details>
  );
}

function CampaignCard({ campaign }: { campaign: Campaign }) {
  const title = `campaign-${campaign.campaign_id}`;
  return (
    <section className="card stack" aria-labelledby={title} data-testid="campaign">
      <h2 id={title}>
        {campaign.title} <SourceTag source={campaign.source} />
      </h2>
      <p className="hint">
        {campaign.starts_on} – {campaign.ends_on}
      </p>
      <SetUp campaign={campaign} />
      {campaign.stalls.map((stall) => (
        <StallCard key={stall.stall_id} stall={stall} first={campaign.starts_on} />
      ))}
    </section>
  );
}

function SetUp({ campaign: { campaign_id } }: { campaign: Campaign }) {
  const w = useWords(words);
  const r = useWords(room);
  const setUp = useCommand("/api/inspections/campaigns/{campaign_id}/stalls");
  return (
    <Form
      fields={{
        title: text(w("campaign.name"), { most: 200 }),
        kind: choice(
          w("campaign.kind"),
          KINDS.map((value) => ({ value, label: w(`campaign.${value}`) })),
        ),
        venue_id: choice(r("venue"), useVenues(), { optional: true, choose: r("no_venue") }),
      }}
      rows={[["title", "kind", "venue_id"]]}
      command={setUp}
      send={(values) => setUp.sendAll(values, { path: { campaign_id } })}
      clears
      action={w("campaign.add")}
      done={r("done")}
      testId="set-up-stall"
    />
  );
}

function StallCard({ stall, first }: { stall: Stall; first: string }) {
  const w = useWords(words);
  const r = useWords(room);
  const venue = useVenues().find(({ value }) => value === stall.venue_id);
  const count = useCommand("/api/inspections/stalls/{stall_id}/tallies");
  return (
    <div className="stack" data-testid="stall">
      <h3>
        {stall.title} · {w.of("campaign", stall.kind)} <SourceTag source={stall.source} />
      </h3>
      {venue && <p className="hint">{venue.label}</p>}
      <ul className="plain-list">
        {stall.tallies.map((tally) => (
          <li key={tally.day + tally.material} className="row">
            <span>{tally.day}</span>
            <span>{w.of("material", tally.material)}</span>
            <strong>{tally.handed_out}</strong>
          </li>
        ))}
      </ul>
      <Form
        fields={{
          day: day(w("campaign.day"), { initial: first }),
          material: choice(
            w("campaign.material"),
            MATERIALS.map((value) => ({ value, label: w(`material.${value}`) })),
          ),
          handed_out: number(w("campaign.handed_out"), { least: 0 }),
        }}
        rows={[["day", "material", "handed_out"]]}
        command={count}
        send={(values) => count.sendAll(values, { path: { stall_id: stall.stall_id } })}
        action={w("campaign.count")}
        done={r("done")}
        testId="count-tally"
      />
    </div>
  );
}
