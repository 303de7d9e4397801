/**
 * Naming what is to be inspected, without an account: with a paper code of the stall, which is a verified vote, or with
 * a name, which is kept and shown apart. Who is signed in as a resident votes as that account.
 */
import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type PublicRound, useInspection } from "../../../api/inspections";
import { explain } from "../../../api/problems";
import { sessionQuery } from "../../../api/queries";
import { idNumberFlaw } from "../../../format/idNumber";
import { Choice } from "../../../parts/Choice";
import { Toggle } from "../../../parts/Toggle";
import { Field } from "../parts";
import { PlaceSearch } from "./PlaceSearch";
import { receipt } from "./receipt";

const PHONE = /^1[3-9][0-9]{9}$/;
const CODE = /^[0-9A-Za-z]{5}[ -]?[0-9A-Za-z]{5}$/;
type Way = "account" | "code" | "name";

/** The path and body of the vote, or the word for what is missing. */
function vote(way: Way, round: string, text: (field: string) => string) {
  if (way === "account") return { path: `/me/rounds/${round}/nomination`, body: {} };
  if (way === "code") {
    const code = text("code");
    if (!CODE.test(code)) return "code_wrong";
    return { path: `/public/rounds/${round}/code-nominations`, body: { code } };
  }
  const name = text("name");
  const known = text("known").toUpperCase();
  const isPhone = PHONE.test(known);
  if (!name) return "name_missing";
  if (!isPhone && idNumberFlaw(known) !== null) return "known_wrong";
  const body = { name, [isPhone ? "phone" : "id_number"]: known, receipt: receipt() };
  return { path: `/public/rounds/${round}/nominations`, body };
}

export function NominationForm({ round }: { round: PublicRound }) {
  const { t } = useTranslation();
  const session = useQuery(sessionQuery);
  const nominate = useInspection();
  const [wrong, setWrong] = useState<string | null>(null);
  const [place, setPlace] = useState("");
  const [category, setCategory] = useState(round.categories[0] ?? "");
  const [chosen, choose] = useState<Way>("code");
  const signedIn = session.data?.permissions.includes("inspections:vote") ?? false;
  const way: Way = signedIn ? "account" : chosen;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const text = (field: string) => String(new FormData(form).get(field) ?? "").trim();
    if (!place) return setWrong("place_missing");
    const order = vote(way, round.round_id, text);
    if (typeof order === "string") return setWrong(order);
    setWrong(null);
    const body = { ...order.body, establishment_id: place, category };
    void nominate.send({ path: order.path, body }, () => form.reset());
  };

  return (
    <form className="stack" onSubmit={submit} noValidate autoComplete="off" data-testid="nomination-form">
      <PlaceSearch place={place} change={setPlace} />
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
      {!signedIn && (
        <Toggle
          label={t("inspection.food.way")}
          value={chosen}
          change={choose}
          options={(["code", "name"] as const).map((one) => ({
            value: one,
            label: t(`inspection.food.way_${one}`),
          }))}
        />
      )}
      <Who way={way} />
      <p className="hint">{t(`inspection.food.says_${way}`)}</p>
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
        {!wrong && nominate.isSuccess && t(`inspection.food.thanks_${way === "name" ? "apart" : "counts"}`)}
        {!wrong && nominate.isError && explain(t, nominate.error)}
      </p>
    </form>
  );
}

function Who({ way }: { way: Way }) {
  const { t } = useTranslation();
  if (way === "account") return null;
  if (way === "code") {
    return (
      <Field label={t("inspection.food.code")}>
        <Input name="code" maxLength={12} autoComplete="off" data-testid="nomination-code" />
      </Field>
    );
  }
  return (
    <>
      <Field label={t("register.name")}>
        <Input name="name" maxLength={200} autoComplete="off" data-testid="nomination-name" />
      </Field>
      <Field label={t("inspection.food.known")}>
        <Input name="known" maxLength={18} autoComplete="off" data-testid="nomination-known" />
      </Field>
    </>
  );
}
