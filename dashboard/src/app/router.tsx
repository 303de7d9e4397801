/** The pages and their addresses: what `src/rooms` brings; each page is a chunk of its own. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  type RouteComponent,
} from "@tanstack/react-router";
import type { Place } from "../kit/place";
import { Crashed, Forbidden, Loading, Missing } from "../parts/states";
import { useFirstPlace } from "./Navigation";
import { BROUGHT } from "./rooms";
import { Shell } from "./Shell";
import { useMay } from "./session";

const root = createRootRoute({ component: Shell, notFoundComponent: Missing, errorComponent: Crashed });

/** Forbidden without the page's permission; a page itself asks no more. */
function guarded({ place, load }: (typeof BROUGHT)[number]): RouteComponent {
  const Page = lazyRouteComponent(load, "Page") as RouteComponent;
  if (place.permission === "public" || place.permission === "signed-in") return Page;
  const Guarded = () => (useMay(place.permission) ? <Page /> : <NotHere place={place} />);
  return Page.preload ? Object.assign(Guarded, { preload: Page.preload }) : Guarded;
}

/** Who reads no figures starts where their own work is; elsewhere one learns that the page is not for them. */
function NotHere({ place }: { place: Place }) {
  const first = useFirstPlace();
  return place.to === "/" && first ? <Navigate to={first} replace /> : <Forbidden />;
}

const routes = BROUGHT.map((one) =>
  createRoute({
    getParentRoute: () => root,
    path: one.place.to,
    component: guarded(one),
    ...(one.place.search ? { validateSearch: one.place.search } : {}),
  }),
);

export const router = createRouter({
  routeTree: root.addChildren(routes),
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
