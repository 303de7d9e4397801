/** The frame of the public site: no sign-in, no live stream, a way in for those who have an account. */
import { Link, Outlet } from "@tanstack/react-router";
import { type RefObject, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { To } from "../kit/To";
import { useInLanguage } from "../kit/words";
import { Seal } from "../parts/Seal";
import { Switches } from "../parts/Switches";
import { Loading } from "../parts/states";
import { place as home } from "../rooms/public/home/place";
import { PUBLIC_PLACES } from "./places";

export function PublicShell({ main }: { main: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation();
  const said = useInLanguage();
  return (
    <>
      <a className="skip" href="#main">
        {t("nav.skip")}
      </a>
      <header className="header">
        <div className="header-row">
          <To place={home} className="brand">
            <Seal />
            <span>
              <strong>{t("brand.name")}</strong>
              <span className="brand-district">{t("brand.district")}</span>
            </span>
          </To>
          <nav className="public-nav" aria-label={t("nav.label")}>
            {PUBLIC_PLACES.flatMap(({ to, label }) =>
              label ? (
                <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
                  {said(label)}
                </Link>
              ) : (
                []
              ),
            )}
          </nav>
          <div className="header-end">
            <Link to="/" className="public-in">
              {t("public.sign_in")}
            </Link>
            <Switches />
          </div>
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <footer className="public-foot">
        <p>{t("public.foot")}</p>
      </footer>
    </>
  );
}
