/** The frame round every page: the public one, or the signed-in one; the sign-in page for those not signed in. */
import { useQuery } from "@tanstack/react-query";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, type RefObject, Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { sessionQuery } from "../api/queries";
import type { Session } from "../api/types";
import { useInLanguage } from "../kit/words";
import { LiveProvider } from "../live/LiveProvider";
import { Failed, Loading } from "../parts/states";
import { Header } from "./Header";
import { BottomNav, GroupPages } from "./Navigation";
import { PublicShell } from "./PublicShell";
import { titleOf } from "./places";
import { SessionContext } from "./session";

const SignInPage = lazy(() => import("../rooms/signin/SignInPage").then((m) => ({ default: m.SignInPage })));
const OwnPasswordPage = lazy(() =>
  import("../rooms/signin/OwnPasswordPage").then((m) => ({ default: m.OwnPasswordPage })),
);

export function Shell() {
  const isPublic = useRouterState({ select: ({ location }) => /^\/public(\/|$)/.test(location.pathname) });
  return isPublic ? <Public /> : <Private />;
}

function Public() {
  return <PublicShell main={useFollowed()} />;
}

function Private() {
  const session = useQuery(sessionQuery);
  const wasSignedIn = useRef(false);
  if (session.data) wasSignedIn.current = true;
  const signedOut = session.data === null;
  useEffect(() => {
    // A browser that keeps nothing has nothing to forget.
    if (signedOut)
      void import("../rooms/activities/door/store").then(({ forgetNames }) => forgetNames().catch(() => {}));
  }, [signedOut]);
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
  if (session.data.must_change_password) {
    return (
      <Suspense fallback={<Loading page />}>
        <OwnPasswordPage />
      </Suspense>
    );
  }
  return <SignedIn session={session.data} />;
}

/** The window's title follows the page, and a screen reader hears of a new one; the first it reads anyway. */
function useFollowed(): RefObject<HTMLElement | null> {
  const { t } = useTranslation();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const pattern = useRouterState({ select: (state) => state.matches.at(-1)?.routeId as string | undefined });
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const title = useInLanguage()(titleOf(pattern ?? ""));

  useEffect(() => {
    document.title = `${title} · ${t("brand.name")} · ${t("brand.district")}`;
  }, [t, title]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what this follows
  useEffect(() => {
    if (!first.current) main.current?.focus();
    first.current = false;
    window.scrollTo(0, 0);
  }, [path]);

  return main;
}

function SignedIn({ session }: { session: Session }) {
  const { t } = useTranslation();
  const main = useFollowed();
  return (
    <SessionContext value={session}>
      <LiveProvider enabled={session.permissions.includes("gateway:events")}>
        <a className="skip" href="#main">
          {t("nav.skip")}
        </a>
        <Header />
        <GroupPages />
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
