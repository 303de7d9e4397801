/** The inspector's phone: the places that were drawn for me, and taking a sample in each. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { inspectionsQuery, type MyPlace } from "../../../api/inspections";
import { useMay } from "../../../app/session";
import { Choice } from "../../../parts/Choice";
import { Failed, Forbidden, Loading } from "../../../parts/states";
import { CATEGORIES, CommandForm, Do, Field } from "../parts";

export function FieldPage() {
  const may = useMay("inspections:sample");
  return may ? <FieldBody /> : <Forbidden />;
}

function FieldBody() {
  const { t } = useTranslation();
  const places = useQuery(inspectionsQuery<MyPlace[]>("/my-places"));
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("inspection.field.title")}</h1>
          <p className="page-day">{t("inspection.field.intro")}</p>
        </div>
      </div>
      {places.isPending && <Loading />}
      {places.isError && <Failed inner error={places.error} retry={() => void places.refetch()} />}
      {places.data?.length === 0 && <Enrol />}
      {places.data?.map((one) => (
        <Place key={one.round_id + one.establishment_id} place={one} />
      ))}
    </div>
  );
}

/** Inspectors enrol with the account they sign in with; from then on places can be drawn for them. */
function Enrol() {
  const { t } = useTranslation();
  return (
    <section className="card stack" aria-labelledby="enrol">
      <h2 id="enrol">{t("inspection.field.none")}</h2>
      <p className="hint">{t("inspection.field.enrol_text")}</p>
      <CommandForm
        path="/inspectors"
        submit={t("inspection.field.enrol")}
        body={(text) => ({ name: text("name") })}
      >
        <Field label={t("register.name")}>
          <input className="plain-input" name="name" maxLength={200} required data-testid="enrol-name" />
        </Field>
      </CommandForm>
    </section>
  );
}

function Place({ place }: { place: MyPlace }) {
  const { t } = useTranslation();
  const [category, setCategory] = useState<string>(CATEGORIES[0]);
  const title = `place-${place.establishment_id}`;
  return (
    <section className="card stack" aria-labelledby={title} data-testid="my-place">
      <h2 id={title}>{place.establishment_name}</h2>
      <p className="hint">
        {place.round_title} · {t("inspection.credit.class", { risk: place.risk_class })}
      </p>
      {place.sampled && <p className="match">{t("inspection.field.sampled")}</p>}
      {place.round_state !== "sampling" ? (
        <p className="hint">{t("inspection.field.not_yet")}</p>
      ) : (
        <div className="stack">
          <Field label={t("inspection.food.what")}>
            <Choice
              label={t("inspection.food.what")}
              value={category}
              change={setCategory}
              options={CATEGORIES.map((one) => ({ value: one, label: t(`category.${one}`) }))}
            />
          </Field>
          <Do
            primary={!place.sampled}
            path="/samples"
            body={{ round_id: place.round_id, establishment_id: place.establishment_id, category }}
            testid="take-sample"
          >
            {t(place.sampled ? "inspection.field.again" : "inspection.field.take")}
          </Do>
        </div>
      )}
    </section>
  );
}
