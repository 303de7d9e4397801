/** The ways between the pages: groups in the header or at a phone's bottom, a group's pages in a row of their own. */
import { Link, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Place } from "../kit/place";
import { useInLanguage } from "../kit/words";
import { GROUPS, PLACES } from "./places";
import { useSession } from "./session";

type Labelled = Place & { label: NonNullable<Place["label"]> };

function usePlaces(): Labelled[] {
  const { permissions } = useSession();
  return PLACES.filter(
    (place): place is Labelled => place.label !== undefined && permissions.includes(place.permission),
  );
}

function useGroup(): string | undefined {
  const pattern = useRouterState({ select: (state) => state.matches.at(-1)?.routeId as string | undefined });
  return PLACES.find(({ to }) => to === pattern)?.group;
}

function Groups({ className }: { className: string }) {
  const { t } = useTranslation();
  const places = usePlaces();
  const current = useGroup();
  const shown = GROUPS.flatMap(({ group, label, icon }) => {
    const first = places.find((place) => place.group === group);
    return first ? [{ group, label, icon, to: first.to }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <nav className={className} aria-label={t("nav.label")}>
      {shown.map(({ group, label, icon, to }) => (
        <Link
          key={group}
          to={to}
          className={`${className}-link${group === current ? " current" : ""}`}
          aria-current={group === current ? "true" : undefined}
        >
          {icon}
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}

export function TopNav() {
  return <Groups className="top-nav" />;
}

export function BottomNav() {
  return <Groups className="bottom-nav" />;
}

/** The pages of the group that is open; nothing where there is only one. */
export function GroupPages() {
  const { t } = useTranslation();
  const said = useInLanguage();
  const current = useGroup();
  const places = usePlaces().filter(({ group }) => group === current);
  if (places.length < 2) return null;
  return (
    <nav className="group-pages" aria-label={t("nav.pages")}>
      {places.map(({ to, label }) => (
        <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
          {said(label)}
        </Link>
      ))}
    </nav>
  );
}

/** Where somebody lands who may not see Today: the first page that is theirs. */
export function useFirstPlace(): string | undefined {
  return usePlaces()[0]?.to;
}
