/** The sign-in page. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ask, rememberCsrfToken } from "../../api/client";
import { explain } from "../../api/problems";
import { sessionQuery } from "../../api/queries";
import type { Session } from "../../api/types";
import { LanguageSwitch } from "../../parts/LanguageSwitch";
import { Seal } from "../../parts/Seal";

interface Credentials {
  username: string;
  password: string;
}

export function SignInPage({ ended }: { ended: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) =>
      ask<Session>("/api/session", { method: "POST", body: credentials }),
    onSuccess: ({ body }) => {
      rememberCsrfToken(body.csrf_token);
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== "session" });
      client.setQueryData(sessionQuery.queryKey, body);
    },
  });

  useEffect(() => {
    document.title = `${t("signin.title")} · ${t("brand.name")} · ${t("brand.district")}`;
  }, [t]);

  return (
    <main className="signin">
      <div className="signin-language">
        <LanguageSwitch />
      </div>
      <section className="signin-card">
        <div className="signin-brand">
          <Seal size={52} />
          <div>
            <h1>{t("brand.name")}</h1>
            <p>{t("brand.district")}</p>
          </div>
        </div>
        <p className="signin-tagline">{t("brand.tagline")}</p>
        {signIn.isError ? (
          <Alert type="error" showIcon title={explain(t, signIn.error)} role="alert" />
        ) : (
          ended && <Alert type="info" showIcon title={t("signin.ended")} role="status" />
        )}
        <SignInForm pending={signIn.isPending} submit={(credentials) => signIn.mutate(credentials)} />
        <p className="hint">{t("signin.note")}</p>
      </section>
    </main>
  );
}

function SignInForm({ pending, submit }: { pending: boolean; submit: (credentials: Credentials) => void }) {
  const { t } = useTranslation();
  return (
    <Form<Credentials> layout="vertical" requiredMark={false} onFinish={submit} validateTrigger="onSubmit">
      <Form.Item
        name="username"
        label={t("signin.username")}
        rules={[{ required: true, whitespace: true, message: t("signin.username_missing") }]}
      >
        <Input autoComplete="username" autoFocus maxLength={100} data-testid="signin-username" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("signin.password")}
        rules={[{ required: true, message: t("signin.password_missing") }]}
      >
        <Input
          type="password"
          autoComplete="current-password"
          maxLength={200}
          data-testid="signin-password"
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={pending} data-testid="signin-submit">
        {t("signin.submit")}
      </Button>
    </Form>
  );
}
