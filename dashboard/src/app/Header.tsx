/** The header: whose house this is, where one can go, how the stream stands, who is signed in. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ask, rememberCsrfToken } from "../api/client";
import { sessionQuery } from "../api/queries";
import { LiveIndicator } from "../live/LiveIndicator";
import { LanguageSwitch } from "../parts/LanguageSwitch";
import { Seal } from "../parts/Seal";
import { TopNav } from "./Navigation";
import { useSession } from "./session";

export function Header() {
  const { t } = useTranslation();
  const { user } = useSession();
  const roles = user.roles.map((role) => t(`role.${role}`, { defaultValue: role })).join(" / ");
  return (
    <header className="header">
      <div className="header-row">
        <Link to="/" className="brand">
          <Seal />
          <span>
            <strong>{t("brand.name")}</strong>
            <span className="brand-district">{t("brand.district")}</span>
          </span>
        </Link>
        <TopNav />
        <LiveIndicator />
        <div className="header-end">
          <Link to="/password" className="who" title={t("signin.own.change")} data-testid="account">
            <span className="who-name">{user.display_name}</span>
            <span className="who-role">{roles}</span>
            <span className="unseen">{t("signin.own.change")}</span>
          </Link>
          <LanguageSwitch />
          <SignOut />
        </div>
      </div>
    </header>
  );
}

function SignOut() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const leave = useMutation({
    mutationFn: () => ask("/api/session", { method: "DELETE" }),
    onSettled: async () => {
      rememberCsrfToken(null);
      // Whether or not the answer came through: ask who is signed in, and forget what was shown.
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== "session" });
      await client.refetchQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  return (
    <Button type="text" className="sign-out" loading={leave.isPending} onClick={() => leave.mutate()}>
      {t("signin.out")}
    </Button>
  );
}
