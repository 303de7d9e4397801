/** The header: whose house this is, where one can go, how the stream stands, who is signed in. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ask, rememberCsrfToken } from "../api/client";
import { sessionQuery } from "../api/queries";
import { To } from "../kit/To";
import { inLanguage } from "../kit/words";
import { LiveIndicator } from "../live/LiveIndicator";
import { Seal } from "../parts/Seal";
import { Switches } from "../parts/Switches";
import { place as password } from "../rooms/signin/password/place";
import { Finder } from "./finder/Finder";
import { TopNav } from "./Navigation";
import { useSession } from "./session";

export function Header() {
  const { t, i18n } = useTranslation();
  const change = inLanguage(password.title, i18n.language);
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
          <Finder />
          <To place={password} className="who" title={change} testId="account">
            <span className="who-name">{user.display_name}</span>
            <span className="who-role">{roles}</span>
            <span className="unseen">{change}</span>
          </To>
          <Switches />
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
      {t("action.sign_out")}
    </Button>
  );
}
