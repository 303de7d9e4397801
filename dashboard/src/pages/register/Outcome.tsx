/** What came of it: the seat with what is left, or why not, in the reader's words. */

import type { UseMutationResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type Answer, ProblemError } from "../../api/client";
import { explain } from "../../api/problems";
import type { Registered, Registrant, SessionRow } from "../../api/types";

type Register = UseMutationResult<Answer<Registered>, Error, { session: SessionRow; person: Registrant }>;

/** Codes after which the very same submission may be sent again. */
const MAY_PASS = new Set([
  "network-down",
  "deadline-exceeded",
  "command-in-flight",
  "rate-limited",
  "not-ready",
]);

export function Outcome({ register, again }: { register: Register; again: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const settled = register.isSuccess || register.isError;
  useEffect(() => {
    // On a phone the answer would appear below what one sees.
    if (settled) box.current?.scrollIntoView({ block: "nearest" });
  }, [settled]);
  return (
    <div ref={box} className="outcome" data-testid="register-result" role="status" aria-live="polite">
      {register.isSuccess && <Done register={register} again={again} />}
      {register.isError && <Refused register={register} />}
    </div>
  );
}

function Done({ register, again }: { register: Register; again: () => void }) {
  const { t } = useTranslation();
  const { data, variables } = register;
  if (!data || !variables) return null;
  const { seats_left: left } = data.body;
  return (
    <Alert
      type="success"
      showIcon
      role="none"
      title={t("register.done")}
      description={
        <>
          <p>
            {t("register.done_text", { name: variables.person.name, title: variables.session.title, left })}
          </p>
          {data.replayed && <p>{t("register.replayed")}</p>}
          <p className="outcome-ways">
            <Link to="/">{t("register.see_today")}</Link>
            <Button type="link" onClick={again}>
              {t("register.another")}
            </Button>
          </p>
        </>
      }
    />
  );
}

function Refused({ register }: { register: Register }) {
  const { t } = useTranslation();
  const { error, variables } = register;
  const code = error instanceof ProblemError ? error.code : "unexpected-answer";
  const status = error instanceof ProblemError ? error.status : 0;
  const mayPass = MAY_PASS.has(code) || status >= 500;
  return (
    <Alert
      type="error"
      showIcon
      role="none"
      title={t("register.failed")}
      description={
        <>
          <p>{explain(t, error)}</p>
          <p className="hint">
            {t("register.code")} <code>{code}</code>
          </p>
          {mayPass && variables && (
            <Button onClick={() => register.mutate(variables)}>{t("register.retry_same")}</Button>
          )}
        </>
      }
    />
  );
}
