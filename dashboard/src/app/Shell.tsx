/** The frame round every page: header, navigation, the live stream; the sign-in page when nobody is signed in. */
import { useQuery } from "@tanstack/react-query";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { sessionQuery } from "../api/queries";
import type { Session } from "../api/types";
import { LiveProvider } from "../live/LiveProvider";
import { Failed, Loading } from "../parts/states";
import { Header } from "./Header";
import { BottomNav } from "./Navigation";
import { SessionContext } from "./session";

const SignInPage = lazy(() => import("../pages/signin/SignInPage").then((m) => ({ default: m.SignInPage })));
const PAGES: Record<string, string> = {
  "/": "today.title",
  "/events": "events.title",
  "/register": "register.title",
};

export function Shell() {
  const session = useQuery(sessionQuery);
  const wasSignedIn = useRef(false);
  if (session.data) wasSignedIn.current = true;
  if (session.isPending) return <Loading page />;
  if (session.isError) {
    return <Failed page error={session.error} retry={() => void session.refetch()} />;
  }
  if (session.data === null) {
    return (
      <Suspense fallback={<Loading page />}>
        <SignInPage ended={wasSignedIn.current} />
      </Suspense>
    );
  }
  return <SignedIn session={session.data} />;
}

function SignedIn({ session }: { session: Session }) {
  const { t } = useTranslation();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const title = PAGES[path] ?? "state.missing";

  useEffect(() => {
    document.title = `${t(title)} · ${t("brand.name")} · ${t("brand.district")}`;
  }, [t, title]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what this follows
  useEffect(() => {
    // A screen reader hears of the new page; the first one it reads anyway.
    if (!first.current) main.current?.focus();
    first.current = false;
    window.scrollTo(0, 0);
  }, [path]);

  return (
    <SessionContext value={session}>
      <LiveProvider enabled={session.permissions.includes("gateway:events")}>
        <a className="skip" href="#main">
          {t("nav.skip")}
        </a>
        <Header />
        <main id="main" ref={main} tabIndex={-1}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
        <BottomNav />
      </LiveProvider>
    </SessionContext>
  );
}
