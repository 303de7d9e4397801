/** The public site's first page: what one can see and do here without an account. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PUBLIC_PLACES, useSaid } from "../../app/places";

export function HomePage() {
  const { t } = useTranslation();
  const said = useSaid();
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t("public.home.title")}</h1>
          <p className="page-day">{t("public.home.intro")}</p>
        </div>
      </div>
      <ul className="public-cards">
        {PUBLIC_PLACES.filter(({ to, label }) => label && to !== "/public").map(({ to, title, label }) => (
          <li key={to}>
            <Link to={to} className="card public-card">
              <strong>{said(label ?? title)}</strong>
              <span>{said(title)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
