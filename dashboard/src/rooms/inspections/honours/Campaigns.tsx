/** The food-safety weeks, each with its page, and the form that opens one. */
import { useCommand } from "../../../kit/command";
import { Form } from "../../../kit/Form";
import { choice, day, text } from "../../../kit/fields";
import { useList } from "../../../kit/list";
import { Table } from "../../../kit/Table";
import { To, useGo } from "../../../kit/To";
import { useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import { place as campaign } from "../campaign/place";
import { useOrganisations } from "../lists";
import { words as room } from "../words";
import { words } from "./words";

const PROGRAMME = "food-safety-week";

export function Campaigns() {
  const w = useWords(words);
  const campaigns = useList("/api/inspections/campaigns", {}, {});
  return (
    <>
      <Announce />
      <section className="card stack">
        <h2>{w("campaign.title")}</h2>
        <Table
          caption={w("campaign.title")}
          of={campaigns}
          id={({ campaign_id }) => campaign_id}
          empty={w("campaign.none")}
          columns={{
            title: {
              title: w("campaign.name"),
              cell: (one) => (
                <>
                  <To place={campaign} params={{ campaign_id: one.campaign_id }}>
                    {one.title}
                  </To>{" "}
                  <SourceTag source={one.source} />
                </>
              ),
            },
            days: { title: w("campaign.days"), cell: (one) => `${one.starts_on} – ${one.ends_on}` },
            stalls: { title: w("campaign.stalls"), cell: (one) => one.stalls.length, figure: true },
          }}
        />
      </section>
    </>
  );
}

function Announce() {
  const w = useWords(words);
  const r = useWords(room);
  const go = useGo();
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
        send={(values) =>
          announce.send({ body: { programme: PROGRAMME, ...values } }, ({ campaign_id }) =>
            go(campaign, { params: { campaign_id } }),
          )
        }
        action={w("campaign.open")}
        actionTestId="open-campaign-do"
      />
    </details>
  );
}
