/** A resident opens an account of their own; who they are is asked with the first registration. */
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../../api/client";
import { TextField } from "../../parts/fields";
import { Told } from "../../parts/Told";

export function JoinPage() {
  const { t } = useTranslation();
  const join = useMutation({
    mutationFn: (body: object) => ask("/api/residents", { method: "POST", body }),
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    join.mutate(Object.fromEntries(new FormData(event.currentTarget)));
  };
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("public.join.title")}</h1>
          <p className="page-day">{t("public.join.intro")}</p>
        </div>
      </div>
      <section className="card">
        <form className="form" onSubmit={send}>
          <TextField
            label={t("signin.username")}
            name="username"
            required
            pattern="[a-z0-9][a-z0-9._\-]{2,39}"
            autoComplete="username"
            hint={t("public.join.username_hint")}
          />
          <TextField label={t("public.join.display_name")} name="display_name" required maxLength={200} />
          <TextField
            label={t("signin.password")}
            name="password"
            type="password"
            required
            minLength={10}
            maxLength={200}
            autoComplete="new-password"
            hint={t("public.join.password_hint")}
          />
          <div>
            <Button type="primary" htmlType="submit" loading={join.isPending} data-testid="join-submit">
              {t("public.join.submit")}
            </Button>
          </div>
          <Told error={join.error} done={join.isSuccess && t("public.join.done")} />
          {join.isSuccess && <Link to="/mine">{t("public.sign_in")}</Link>}
        </form>
      </section>
    </div>
  );
}
