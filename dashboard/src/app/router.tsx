/** The pages and their addresses; each page is a chunk of its own. What `src/rooms` brings is in no list here. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
  type SearchSchemaInput,
} from "@tanstack/react-router";
import { Crashed, Forbidden, Loading, Missing } from "../parts/states";
import { BROUGHT } from "./rooms";
import { Shell } from "./Shell";
import { useMay } from "./session";

/** What the events page's address holds, so that a filtered list or an opened event can be sent to a colleague. */
export interface EventsSearch {
  room?: string;
  type?: string;
  subject?: string;
  event?: string;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value.slice(0, 100) : undefined;
}

function eventsSearch(raw: Record<string, unknown> & SearchSchemaInput): EventsSearch {
  const search: EventsSearch = {};
  for (const key of ["room", "type", "subject", "event"] as const) {
    const value = text(raw[key]);
    if (value !== undefined) search[key] = value;
  }
  return search;
}

const PERIODS = ["today", "month", "year", "all"] as const;

function periodSearch(raw: Record<string, unknown>): { period: (typeof PERIODS)[number] } {
  return { period: PERIODS.find((one) => one === raw.period) ?? "month" };
}

const root = createRootRoute({ component: Shell, notFoundComponent: Missing, errorComponent: Crashed });

/** Pages that have not come over to src/rooms yet. */
const listed = [
  createRoute({
    getParentRoute: () => root,
    path: "/",
    component: lazyRouteComponent(() => import("../pages/today/TodayPage"), "TodayPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/events",
    validateSearch: eventsSearch,
    component: lazyRouteComponent(() => import("../pages/events/EventsPage"), "EventsPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/register",
    component: lazyRouteComponent(() => import("../pages/register/RegisterPage"), "RegisterPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/public",
    component: lazyRouteComponent(() => import("../pages/public/HomePage"), "HomePage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/password",
    component: lazyRouteComponent(() => import("../pages/signin/PasswordPage"), "PasswordPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/door",
    component: lazyRouteComponent(() => import("../pages/activities/DoorPage"), "DoorPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/activities",
    component: lazyRouteComponent(() => import("../pages/activities/ActivitiesPage"), "ActivitiesPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/calendar",
    component: lazyRouteComponent(() => import("../pages/activities/CalendarPage"), "CalendarPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/residents",
    component: lazyRouteComponent(() => import("../pages/activities/ResidentsPage"), "ResidentsPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/mine",
    component: lazyRouteComponent(() => import("../pages/activities/MinePage"), "MinePage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/contribution",
    component: lazyRouteComponent(() => import("../pages/figures/ContributionPage"), "ContributionPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/figures/$room/$metric",
    validateSearch: periodSearch,
    component: lazyRouteComponent(() => import("../pages/figures/FigurePage"), "FigurePage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/public/activities",
    component: lazyRouteComponent(() => import("../pages/public/ActivitiesPage"), "PublicActivitiesPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/public/map",
    component: lazyRouteComponent(() => import("../pages/public/MapPage"), "MapPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/public/figures",
    component: lazyRouteComponent(() => import("../pages/public/FiguresPage"), "PublicFiguresPage"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/public/join",
    component: lazyRouteComponent(() => import("../pages/public/JoinPage"), "JoinPage"),
  }),
] as const;

/** Forbidden without the page's permission; a page itself asks no more. */
function guarded({ place, load }: (typeof BROUGHT)[number]): RouteComponent {
  const Page = lazyRouteComponent(load, "Page") as RouteComponent;
  if (place.permission === "public" || place.permission === "signed-in") return Page;
  const Guarded = () => (useMay(place.permission) ? <Page /> : <Forbidden />);
  return Page.preload ? Object.assign(Guarded, { preload: Page.preload }) : Guarded;
}

const brought = BROUGHT.map((one) =>
  createRoute({
    getParentRoute: () => root,
    path: one.place.to,
    component: guarded(one),
    ...(one.place.search ? { validateSearch: one.place.search } : {}),
  }),
);

// The listed pages keep their types for the links that name them; places have types of their own (kit/To).
const routes = root.addChildren([...listed, ...brought] as unknown as [...typeof listed]);

export const router = createRouter({
  routeTree: routes,
  defaultPreload: "intent",
  defaultPendingComponent: Loading,
  defaultNotFoundComponent: Missing,
  defaultErrorComponent: Crashed,
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
