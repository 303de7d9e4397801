/** Awards, pledges, the campaign's tallies and the staff training register (INS-15, INS-16). */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  type Award,
  inspectionsList,
  inspectionsQuery,
  type Pledge,
  type PublicEstablishment,
} from "../../../api/inspections";
import { useMay } from "../../../app/session";
import { SourceTag } from "../../../parts/SourceTag";
import { Forbidden } from "../../../parts/states";
import { CommandForm, Do, Field } from "../parts";
import { Campaigns } from "./Campaigns";
import { Training } from "./Training";

export function HonoursPage() {
  const may = useMay("inspections:manage");
  return may ? <HonoursBody /> : <Forbidden />;
}

function HonoursBody() {
  const { t } = useTranslation();
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("inspection.honours.title")}</h1>
          <p className="page-day">{t("inspection.honours.intro")}</p>
        </div>
      </div>
      <div className="two">
        <Awards />
        <Pledges />
      </div>
      <Campaigns />
      <Training />
    </div>
  );
}

/** A choice of an establishment, for a form. */
export function Establishments() {
  const { t } = useTranslation();
  const all = useQuery(inspectionsList<PublicEstablishment>("/public/establishments", (one) => one.name));
  return (
    <Field label={t("inspection.honours.establishment")}>
      <select className="choice" name="establishment" required defaultValue="">
        <option value="">{t("inspection.food.choose")}</option>
        {all.data?.map((one) => (
          <option key={one.establishment_id} value={one.establishment_id}>
            {one.name}
          </option>
        ))}
      </select>
    </Field>
  );
}

function EndsOn() {
  const { t } = useTranslation();
  return (
    <Field label={t("inspection.honours.ends_on")}>
      <input className="plain-input" type="date" name="ends_on" required />
    </Field>
  );
}

function Awards() {
  const { t } = useTranslation();
  const awards = useQuery(inspectionsQuery<Award[]>("/awards"));
  return (
    <section className="card stack" aria-labelledby="awards">
      <h2 id="awards">{t("award.kind.demonstration-post")}</h2>
      <CommandForm
        path="/awards"
        submit={t("inspection.honours.propose")}
        body={(text) => ({ establishment_id: text("establishment"), ends_on: text("ends_on") })}
      >
        <Establishments />
        <EndsOn />
      </CommandForm>
      <ul className="plain-list">
        {awards.data?.map((one) => (
          <li key={one.award_id} data-testid="award">
            <span className="row">
              <strong>{one.establishment_name}</strong>
              <span className={one.state === "suspended" ? "late" : undefined}>
                {t(`award.state.${one.state}`)}
              </span>
              <span className="hint">{t("inspection.ends", { day: one.ends_on })}</span>
              <SourceTag source={one.source} />
            </span>
            <span className="row">
              {one.state === "proposed" && (
                <Do primary path={`/awards/${one.award_id}/grant`}>
                  {t("inspection.honours.grant")}
                </Do>
              )}
              {["proposed", "granted", "suspended"].includes(one.state) && (
                <Do
                  path={`/awards/${one.award_id}/revoke`}
                  body={{ reason: "breach" }}
                  says={t("sure.revoke")}
                >
                  {t("inspection.honours.revoke")}
                </Do>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Pledges() {
  const { t } = useTranslation();
  const pledges = useQuery(inspectionsQuery<Pledge[]>("/pledges"));
  return (
    <section className="card stack" aria-labelledby="pledges">
      <h2 id="pledges">{t("inspection.credit.pledge")}</h2>
      <CommandForm
        path="/pledges"
        submit={t("inspection.honours.sign")}
        body={(text) => ({ establishment_id: text("establishment"), ends_on: text("ends_on") })}
      >
        <Establishments />
        <EndsOn />
      </CommandForm>
      <ul className="plain-list">
        {pledges.data?.map((one) => (
          <li key={one.pledge_id} className="row">
            <strong>{one.establishment_name}</strong>
            <span className={one.state === "broken" ? "late" : undefined}>
              {t(`pledge.state.${one.state}`)}
            </span>
            <span className="hint">{t("inspection.ends", { day: one.ends_on })}</span>
            <SourceTag source={one.source} />
          </li>
        ))}
      </ul>
    </section>
  );
}
