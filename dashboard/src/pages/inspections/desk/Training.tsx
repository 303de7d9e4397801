/** Who took which exam, and who is on duty: a failed exam ends duty until one is passed (INS-16). */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { inspectionsQuery, type Staff } from "../../../api/inspections";
import { CommandForm, Do, Field } from "../parts";
import { Establishments } from "./HonoursPage";

export function Training() {
  const { t } = useTranslation();
  const staff = useQuery(inspectionsQuery<Staff[]>("/staff"));
  return (
    <section className="card stack" aria-labelledby="training">
      <h2 id="training">{t("inspection.training.title")}</h2>
      <CommandForm
        path="/exams"
        submit={t("inspection.training.record")}
        body={(text) => ({
          name: text("name"),
          phone: text("phone"),
          establishment_id: text("establishment"),
          subject: text("subject"),
          outcome: text("outcome"),
          taken_on: text("taken_on"),
          ...(text("valid_until") ? { valid_until: text("valid_until") } : {}),
        })}
      >
        <Establishments />
        <Field label={t("register.name")}>
          <input className="plain-input" name="name" maxLength={200} required autoComplete="off" />
        </Field>
        <Field label={t("register.phone")}>
          <input
            className="plain-input"
            name="phone"
            inputMode="tel"
            pattern="1[3-9][0-9]{9}"
            required
            autoComplete="off"
          />
        </Field>
        <Field label={t("inspection.training.subject")}>
          <input
            className="plain-input"
            name="subject"
            maxLength={200}
            required
            defaultValue={t("inspection.training.subject_usual")}
          />
        </Field>
        <Field label={t("inspection.training.outcome")}>
          <select className="choice" name="outcome">
            <option value="passed">{t("inspection.training.passed")}</option>
            <option value="failed">{t("inspection.training.failed")}</option>
          </select>
        </Field>
        <Field label={t("inspection.training.taken_on")}>
          <input className="plain-input" type="date" name="taken_on" required />
        </Field>
        <Field label={t("inspection.training.valid_until")}>
          <input className="plain-input" type="date" name="valid_until" />
        </Field>
      </CommandForm>
      <ul className="plain-list">
        {staff.data?.map((one) => (
          <li key={one.staff_id}>
            <span className="row">
              <strong>{one.name}</strong>
              <span>{one.establishment_name}</span>
              <span className="hint">
                {one.subject} · {t(`inspection.training.${one.outcome}`)} · {one.taken_on}
              </span>
              <span className={one.on_duty ? "match" : "late"}>
                {t(one.on_duty ? "inspection.training.on_duty" : "inspection.training.off_duty")}
              </span>
            </span>
            {!one.on_duty && (
              <Do path={`/staff/${one.staff_id}/duty`}>{t("inspection.training.put_on_duty")}</Do>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
