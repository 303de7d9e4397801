/** The present password and the one that takes its place; one's other sessions end with the old one. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../../api/client";
import { sessionQuery } from "../../api/queries";
import { TextField } from "../../parts/fields";
import { Told } from "../../parts/Told";

export function PasswordForm({ done = false, block = false }: { done?: string | false; block?: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation({
    mutationFn: (body: object) => ask("/api/session/password", { method: "POST", body }),
    onSuccess: () => {
      form.current?.reset();
      return client.refetchQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!change.isPending) change.mutate(Object.fromEntries(new FormData(event.currentTarget)));
  };
  return (
    <form ref={form} className="form" onSubmit={send}>
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
        block={block}
        loading={change.isPending}
        data-testid="own-password"
      >
        {t("signin.own.submit")}
      </Button>
      <Told error={change.error} done={change.isSuccess && done} />
    </form>
  );
}
