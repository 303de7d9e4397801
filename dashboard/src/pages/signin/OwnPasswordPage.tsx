/** Before anything else: a password that somebody else chose is replaced by one's own. */
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { LanguageSwitch } from "../../parts/LanguageSwitch";
import { PasswordForm } from "./PasswordForm";

export function OwnPasswordPage() {
  const { t } = useTranslation();

  useEffect(() => {
    document.title = `${t("signin.own.title")} · ${t("brand.name")} · ${t("brand.district")}`;
  }, [t]);

  return (
    <main className="signin">
      <div className="signin-language">
        <LanguageSwitch />
      </div>
      <section className="signin-card">
        <h1>{t("signin.own.title")}</h1>
        <p className="hint">{t("signin.own.why")}</p>
        <PasswordForm block />
      </section>
    </main>
  );
}
