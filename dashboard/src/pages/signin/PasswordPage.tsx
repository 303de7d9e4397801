/** One's own password, changed because one wants to. */
import { useTranslation } from "react-i18next";
import { PasswordForm } from "./PasswordForm";

export function PasswordPage() {
  const { t } = useTranslation();
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("signin.own.change")}</h1>
          <p className="page-day">{t("signin.own.change_says")}</p>
        </div>
      </div>
      <section className="card narrow">
        <PasswordForm done={t("signin.own.done")} />
      </section>
    </div>
  );
}
