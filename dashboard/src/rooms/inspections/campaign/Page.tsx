/** One campaign: its days, its stalls and talks, and what they handed out. */
import { localDay } from "../../../format/time";
import { Answered } from "../../../kit/Listed";
import { useRead } from "../../../kit/read";
import { Thing } from "../../../kit/Thing";
import { useParts } from "../../../kit/To";
import { useShared, useWords } from "../../../kit/words";
import { SourceTag } from "../../../parts/SourceTag";
import "../../../styles/inspections.css";
import { place as honours } from "../honours/place";
import { place } from "./place";
import { type Campaign, SetUp, StallCard } from "./Stalls";
import { words } from "./words";

export function Page() {
  const { campaign_id } = useParts(place);
  const campaign = useRead("/api/inspections/campaigns/{campaign_id}", { campaign_id });
  return (
    <Answered of={campaign} inner={false}>
      {(found) => <OneCampaign key={found.campaign_id} campaign={found} />}
    </Answered>
  );
}

function standing({ starts_on, ends_on }: Campaign): "before" | "now" | "over" {
  const today = localDay(new Date());
  if (today < starts_on) return "before";
  return today > ends_on ? "over" : "now";
}

function OneCampaign({ campaign }: { campaign: Campaign }) {
  const w = useWords(words);
  const t = useShared();
  const all = campaign.stalls.flatMap(({ tallies }) => tallies.map((one) => one.handed_out));
  return (
    <Thing
      place={place}
      name={campaign.title}
      back={honours}
      state={
        <>
          <span className="tag">{w(standing(campaign))}</span> <SourceTag source={campaign.source} />
        </>
      }
      facts={[
        [w("days"), `${campaign.starts_on} – ${campaign.ends_on}`],
        [w("programme"), t.of("programme", campaign.programme)],
        [w("stalls"), campaign.stalls.length],
        [w("handed_out_all"), all.reduce((sum, one) => sum + one, 0)],
      ]}
      doings={[
        { title: w("add_fold"), permission: "inspections:manage", act: <SetUp campaign={campaign} /> },
      ]}
      history={{ room: "inspections", kind: "campaign", id: campaign.campaign_id }}
    >
      {campaign.stalls.map((stall) => (
        <StallCard key={stall.stall_id} stall={stall} first={campaign.starts_on} />
      ))}
    </Thing>
  );
}
