/** Before anything else: a password that somebody else chose is replaced by one's own. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../../api/client";
import { sessionQuery } from "../../api/queries";
import { TextField } from "../../parts/fields";
import { LanguageSwitch } from "../../parts/LanguageSwitch";
import { Told } from "../../parts/Told";

export function OwnPasswordPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (body: object) => ask("/api/session/password", { method: "POST", body }),
    onSuccess: () => client.refetchQueries({ queryKey: sessionQuery.queryKey }),
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    change.mutate(Object.fromEntries(new FormData(event.currentTarget)));
  };

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
        <form className="form" onSubmit={send}>
          <TextField
            label={t("signin.own.present")}
            name="old_password"
            type="password"
            required
            maxLength={200}
            autoComplete="current-password"
          />
          <TextField
            label={t("signin.own.next")}
            name="new_password"
            type="password"
            required
            minLength={10}
            maxLength={200}
            autoComplete="new-password"
            hint={t("public.join.password_hint")}
          />
          <Button
            type="primary"
            htmlType="submit"
            block
            loading={change.isPending}
            data-testid="own-password"
          >
            {t("signin.own.submit")}
          </Button>
          <Told error={change.error} done={false} />
        </form>
      </section>
    </main>
  );
}
