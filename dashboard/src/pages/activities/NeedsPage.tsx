/** Needs: raised, accepted, matched, resolved, and taken up again; every step stays to be read. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Need, needsQuery, organisationsQuery } from "../../api/activities";
import { useCommand } from "../../api/command";
import { useMay } from "../../app/session";
import { stamp } from "../../format/time";
import { SelectField, TextField } from "../../parts/fields";
import { SourceTag } from "../../parts/SourceTag";
import { Failed, Forbidden, Loading } from "../../parts/states";
import { Told } from "../../parts/Told";

const CATEGORIES = [
  "repair",
  "elder-care",
  "health",
  "study",
  "childcare",
  "safety",
  "environment",
  "other",
] as const;
/** The same ways as services/activities/needs/rules.py. */
const NEXT: Record<string, string[]> = {
  raised: ["accepted"],
  reopened: ["accepted"],
  accepted: ["matched", "resolved"],
  matched: ["resolved"],
  resolved: ["reopened"],
};
const REFRESHES = [["activities", "needs"], ["overview"]];

export function NeedsPage() {
  const may = useMay("activities:manage");
  return may ? <Body /> : <Forbidden />;
}

function Body() {
  const { t } = useTranslation();
  const needs = useQuery(needsQuery);
  if (needs.isPending) return <Loading />;
  if (needs.isError) return <Failed error={needs.error} retry={() => void needs.refetch()} />;
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("needs.title")}</h1>
          <p className="page-day">{t("needs.intro")}</p>
        </div>
      </div>
      <RaiseForm />
      <ul className="card-list">
        {[...needs.data].reverse().map((need) => (
          <li key={need.need_id} className="card">
            <NeedCard need={need} />
          </li>
        ))}
      </ul>
      {needs.data.length === 0 && <p className="empty">{t("needs.none")}</p>}
    </div>
  );
}

function RaiseForm() {
  const { t } = useTranslation();
  const organisations = useQuery(organisationsQuery);
  const command = useCommand(...REFRESHES);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const { organisation_id, ...body } = Object.fromEntries(new FormData(form));
    command.send(
      { path: "/api/activities/needs", body: organisation_id ? { ...body, organisation_id } : body },
      () => form.reset(),
    );
  };
  return (
    <section className="card">
      <h2>{t("needs.raise")}</h2>
      <form className="form" onSubmit={send}>
        <TextField label={t("needs.what")} name="title" required maxLength={200} />
        <div className="form-row">
          <SelectField
            label={t("needs.category")}
            name="category"
            options={CATEGORIES.map((value) => ({ value, label: t(`need.${value}`) }))}
          />
          <SelectField
            label={t("needs.from")}
            name="organisation_id"
            options={[
              { value: "", label: t("needs.resident") },
              ...(organisations.data ?? []).map((one) => ({ value: one.organisation_id, label: one.name })),
            ]}
          />
        </div>
        <div>
          <Button type="primary" htmlType="submit" loading={command.isPending}>
            {t("needs.raise_submit")}
          </Button>
        </div>
        <Told error={command.error} done={command.isSuccess && t("needs.raised")} />
      </form>
    </section>
  );
}

function NeedCard({ need }: { need: Need }) {
  const { t, i18n } = useTranslation();
  const organisations = useQuery(organisationsQuery);
  const [partner, setPartner] = useState("");
  const command = useCommand(...REFRESHES);
  const name = (id: string | null) =>
    organisations.data?.find(({ organisation_id }) => organisation_id === id)?.name ?? "—";
  const step = (to: string) =>
    command.send({
      path: `/api/activities/needs/${need.need_id}/steps`,
      body: to === "matched" ? { to, matched_organisation_id: partner } : { to },
    });
  const next = NEXT[need.state] ?? [];
  return (
    <>
      <div className="card-head">
        <h2>{need.title}</h2>
        <span className="tag tag-operator">{t(`needs.state.${need.state}`)}</span>
      </div>
      <p className="soft">
        {t(`need.${need.category}`)} ·{" "}
        {need.organisation_id ? name(need.organisation_id) : t("needs.resident")}{" "}
        <SourceTag source={need.source} />
      </p>
      <ol className="steps">
        {need.steps.map((one) => (
          <li key={one.moved_at + one.state}>
            {t(`needs.state.${one.state}`)} <span className="soft">{stamp(one.moved_at, i18n.language)}</span>
            {one.note && <span> · {one.note}</span>}
          </li>
        ))}
      </ol>
      {need.matched_organisation_id && (
        <p>{t("needs.matched", { name: name(need.matched_organisation_id) })}</p>
      )}
      {next.includes("matched") && (
        <SelectField
          label={t("needs.partner")}
          value={partner}
          onChange={(event) => setPartner(event.target.value)}
          options={[
            { value: "", label: "—" },
            ...(organisations.data ?? []).map((one) => ({ value: one.organisation_id, label: one.name })),
          ]}
        />
      )}
      <p className="acts">
        {next.map((to) => (
          <Button
            key={to}
            size="small"
            disabled={command.isPending || (to === "matched" && partner === "")}
            onClick={() => step(to)}
          >
            {t(`needs.step.${to}`)}
          </Button>
        ))}
      </p>
      <Told error={command.error} />
    </>
  );
}
