/** The sign-in page. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ask, rememberCsrfToken } from "../../api/client";
import { explain } from "../../api/problems";
import { sessionQuery } from "../../api/queries";
import type { Session } from "../../api/types";
import type { Body } from "../../kit/paths";
import { To } from "../../kit/To";
import { useWords } from "../../kit/words";
import { Seal } from "../../parts/Seal";
import { Switches } from "../../parts/Switches";
import { place as home } from "../public/home/place";
import { words } from "./words";

type Credentials = Body<"/api/session">;

export function SignInPage({ ended }: { ended: boolean }) {
  const { t } = useTranslation();
  const w = useWords(words);
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
    document.title = `${w("title")} · ${t("brand.name")} · ${t("brand.district")}`;
  }, [t, w]);

  return (
    <main className="signin">
      <div className="signin-switches">
        <Switches />
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
          ended && <Alert type="info" showIcon title={w("ended")} role="status" />
        )}
        <SignInForm pending={signIn.isPending} submit={(credentials) => signIn.mutate(credentials)} />
        <p className="hint">{w("note")}</p>
        <To place={home}>{w("public")}</To>
      </section>
    </main>
  );
}

/** Plain inputs on purpose: the form library would double what this page weighs. */
function SignInForm({ pending, submit }: { pending: boolean; submit: (credentials: Credentials) => void }) {
  const w = useWords(words);
  const [missing, setMissing] = useState<Partial<Record<keyof Credentials, boolean>>>({});
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    const username = String(entered.get("username") ?? "").trim();
    const password = String(entered.get("password") ?? "");
    setMissing({ username: username === "", password: password === "" });
    if (username && password) submit({ username, password });
  };
  return (
    <form className="signin-form" onSubmit={send} noValidate>
      <Field name="username" type="text" autoComplete="username" missing={missing.username} />
      <Field name="password" type="password" autoComplete="current-password" missing={missing.password} />
      <Button type="primary" htmlType="submit" block loading={pending} data-testid="signin-submit">
        {w("submit")}
      </Button>
    </form>
  );
}

interface FieldProps {
  name: keyof Credentials;
  type: "text" | "password";
  autoComplete: string;
  missing: boolean | undefined;
}

function Field({ name, type, autoComplete, missing = false }: FieldProps) {
  const w = useWords(words);
  return (
    <label className="field">
      <span>{w(name)}</span>
      <input
        name={name}
        type={type}
        autoComplete={autoComplete}
        maxLength={200}
        aria-invalid={missing}
        aria-describedby={`${name}-missing`}
        data-testid={`signin-${name}`}
      />
      <span id={`${name}-missing`} className="field-wrong" role="alert">
        {missing && w(`${name}_missing`)}
      </span>
    </label>
  );
}
