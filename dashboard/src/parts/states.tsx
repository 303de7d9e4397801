/** The states beside "here it is": loading, failed, not permitted, missing, crashed. */
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { explain, isForbidden } from "../api/problems";
import { useSession } from "../app/session";

export function Loading({ page = false }: { page?: boolean }) {
  const { t } = useTranslation();
  const body = (
    <div className="state" role="status" aria-busy="true" aria-label={t("state.loading")}>
      <span className="bone bone-title" />
      <span className="bone" />
      <span className="bone" />
      <span className="bone bone-short" />
    </div>
  );
  return page ? (
    <main className="lone">
      <h1 className="unseen">{t("brand.name")}</h1>
      {body}
    </main>
  ) : (
    body
  );
}

interface FailedProps {
  error: unknown;
  retry: () => void;
  page?: boolean;
  /** Inside a page that has its own heading already. */
  inner?: boolean;
}

export function Failed({ error, retry, page = false, inner = false }: FailedProps) {
  const { t } = useTranslation();
  if (isForbidden(error)) return <Forbidden />;
  const body = (
    <Notice
      status="warning"
      title={t("state.failed")}
      text={explain(t, error)}
      inner={inner}
      extra={
        <Button type="primary" onClick={retry}>
          {t("action.retry")}
        </Button>
      }
    />
  );
  return page ? <main className="lone">{body}</main> : body;
}

export function Forbidden() {
  const { t } = useTranslation();
  const { user } = useSession();
  const roles = user.roles.map((role) => t(`role.${role}`, { defaultValue: role })).join(" / ");
  return <Notice status="403" title={t("state.forbidden")} text={t("state.forbidden_text", { roles })} />;
}

export function Missing() {
  const { t } = useTranslation();
  return (
    <Notice
      status="404"
      title={t("state.missing")}
      text={t("state.missing_text")}
      extra={<Link to="/">{t("action.home")}</Link>}
    />
  );
}

export function Crashed() {
  const { t } = useTranslation();
  return <Notice status="warning" title={t("state.crashed")} text={t("state.crashed_text")} />;
}

interface NoticeProps {
  status: "403" | "404" | "warning";
  title: string;
  text: string;
  extra?: ReactNode;
  inner?: boolean;
}

function Notice({ status, title, text, extra, inner = false }: NoticeProps) {
  const Heading = inner ? "h2" : "h1";
  return (
    <div className="state notice" role={status === "warning" ? "alert" : undefined}>
      <StateMark status={status} />
      <Heading>{title}</Heading>
      <p>{text}</p>
      {extra && <div className="state-way">{extra}</div>}
    </div>
  );
}

function StateMark({ status }: { status: NoticeProps["status"] }) {
  const marks = { "403": "限", "404": "空", warning: "!" };
  return (
    <span className={`state-mark state-mark-${status}`} aria-hidden="true">
      {marks[status]}
    </span>
  );
}
