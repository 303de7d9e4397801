/** Naming what is to be inspected, without an account: a name and a phone or an ID number, so that a vote counts once. */
import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  inspectionsList,
  type PublicEstablishment,
  type PublicRound,
  useInspection,
} from "../../../api/inspections";
import { explain } from "../../../api/problems";
import { idNumberFlaw } from "../../../format/idNumber";
import { Choice } from "../../../parts/Choice";
import { Field } from "../parts";

const PHONE = /^1[3-9][0-9]{9}$/;

export function NominationForm({ round }: { round: PublicRound }) {
  const { t } = useTranslation();
  const places = useQuery(inspectionsList<PublicEstablishment>("/public/establishments", (one) => one.name));
  const nominate = useInspection();
  const [wrong, setWrong] = useState<string | null>(null);
  const [place, setPlace] = useState("");
  const [category, setCategory] = useState(round.categories[0] ?? "");

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const text = (field: string) => String(new FormData(form).get(field) ?? "").trim();
    const name = text("name");
    const known = text("known").toUpperCase();
    const isPhone = PHONE.test(known);
    if (!place) return setWrong("place_missing");
    if (!name) return setWrong("name_missing");
    if (!isPhone && idNumberFlaw(known) !== null) return setWrong("known_wrong");
    setWrong(null);
    void nominate.send(
      {
        path: `/public/rounds/${round.round_id}/nominations`,
        body: { name, [isPhone ? "phone" : "id_number"]: known, establishment_id: place, category },
      },
      () => form.reset(),
    );
  };

  return (
    <form className="stack" onSubmit={submit} noValidate autoComplete="off" data-testid="nomination-form">
      <Field label={t("inspection.food.which")}>
        <Choice
          label={t("inspection.food.which")}
          value={place}
          change={setPlace}
          options={[
            { value: "", label: t("inspection.food.choose") },
            ...(places.data ?? []).map((one) => ({ value: one.establishment_id, label: one.name })),
          ]}
        />
      </Field>
      <Field label={t("inspection.food.what")}>
        <Choice
          label={t("inspection.food.what")}
          value={category}
          change={setCategory}
          options={round.categories.map((one) => ({
            value: one,
            label: t(`category.${one}`, { defaultValue: one }),
          }))}
        />
      </Field>
      <Field label={t("register.name")}>
        <Input name="name" maxLength={200} autoComplete="off" data-testid="nomination-name" />
      </Field>
      <Field label={t("inspection.food.known")}>
        <Input name="known" maxLength={18} autoComplete="off" data-testid="nomination-known" />
      </Field>
      <p className="hint">{t("inspection.food.privacy")}</p>
      <Button type="primary" htmlType="submit" loading={nominate.isPending} data-testid="nomination-submit">
        {t("inspection.food.submit")}
      </Button>
      <p
        role="status"
        aria-live="polite"
        data-testid="nomination-result"
        className={nominate.isSuccess && !wrong ? "field-right" : "field-wrong"}
      >
        {wrong && t(`inspection.food.${wrong}`)}
        {!wrong && nominate.isSuccess && t("inspection.food.thanks")}
        {!wrong && nominate.isError && explain(t, nominate.error)}
      </p>
    </form>
  );
}
