/** The food-safety week: stalls and talks, and what they handed out by day. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Campaign, inspectionsQuery } from "../../../api/inspections";
import { SourceTag } from "../../../parts/SourceTag";
import { CommandForm, Field } from "../parts";

const MATERIALS = ["leaflet", "booklet", "rapid-test-kit", "tableware-kit", "talk-seat"] as const;
type Stall = Campaign["stalls"][number];

export function Campaigns() {
  const { t } = useTranslation();
  const campaigns = useQuery(inspectionsQuery<Campaign[]>("/campaigns"));
  return campaigns.data?.map((one) => (
    <section key={one.campaign_id} className="card stack" aria-labelledby={`campaign-${one.campaign_id}`}>
      <h2 id={`campaign-${one.campaign_id}`}>
        {one.title} <SourceTag source={one.source} />
      </h2>
      <p className="hint">
        {one.starts_on} – {one.ends_on}
      </p>
      <CommandForm
        path={`/campaigns/${one.campaign_id}/stalls`}
        submit={t("inspection.campaign.add")}
        body={(text) => ({ title: text("title"), kind: text("kind") })}
      >
        <Field label={t("inspection.campaign.name")}>
          <input className="plain-input" name="title" maxLength={200} required />
        </Field>
        <Field label={t("inspection.campaign.kind")}>
          <select className="choice" name="kind">
            <option value="stall">{t("inspection.campaign.stall")}</option>
            <option value="talk">{t("inspection.campaign.talk")}</option>
          </select>
        </Field>
      </CommandForm>
      {one.stalls.map((stall) => (
        <StallCard key={stall.stall_id} stall={stall} first={one.starts_on} last={one.ends_on} />
      ))}
    </section>
  ));
}

function StallCard({ stall, first, last }: { stall: Stall; first: string; last: string }) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <h3>
        {stall.title} · {t(`inspection.campaign.${stall.kind}`)} <SourceTag source={stall.source} />
      </h3>
      <ul className="plain-list">
        {stall.tallies.map((tally) => (
          <li key={tally.day + tally.material} className="row">
            <span>{tally.day}</span>
            <span>{t(`material.${tally.material}`)}</span>
            <strong>{tally.handed_out}</strong>
          </li>
        ))}
      </ul>
      <CommandForm
        path={`/stalls/${stall.stall_id}/tallies`}
        submit={t("inspection.campaign.count")}
        body={(text) => ({
          day: text("day"),
          material: text("material"),
          handed_out: Number(text("handed_out")),
        })}
      >
        <Field label={t("inspection.campaign.day")}>
          <input
            className="plain-input"
            type="date"
            name="day"
            min={first}
            max={last}
            defaultValue={first}
            required
          />
        </Field>
        <Field label={t("inspection.campaign.material")}>
          <select className="choice" name="material">
            {MATERIALS.map((one) => (
              <option key={one} value={one}>
                {t(`material.${one}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t("inspection.campaign.handed_out")}>
          <input className="plain-input" type="number" min={0} name="handed_out" required />
        </Field>
      </CommandForm>
    </div>
  );
}
