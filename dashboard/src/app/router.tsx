/** The pages and their addresses; each page is a chunk of its own. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type SearchSchemaInput,
} from "@tanstack/react-router";
import { Crashed, Loading, Missing } from "../parts/states";
import { Shell } from "./Shell";

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

const root = createRootRoute({ component: Shell, notFoundComponent: Missing, errorComponent: Crashed });

const routes = root.addChildren([
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
]);

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
