/** The groups of the navigation, and the pages that each one shows: the rooms' own (src/app/rooms.ts), in order. */
import {
  BankOutlined,
  CalendarOutlined,
  HeartOutlined,
  SafetyCertificateOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { inLanguage, type Pair } from "../kit/words";
import { BROUGHT } from "./rooms";

export type Group = "today" | "activities" | "inspections" | "relief" | "partner";
/** A pair of words, or the key of a page that has not come over to src/rooms yet. */
type Said = string | Pair;

export interface Place {
  to: string;
  title: Said;
  label?: Said;
  /** The permission without which the page is neither shown nor linked. */
  permission: string;
  group: string;
  order: number;
}

export const GROUPS: { group: Group; label: string; icon: ReactNode }[] = [
  { group: "today", label: "nav.today", icon: <CalendarOutlined aria-hidden /> },
  { group: "activities", label: "room.activities", icon: <TeamOutlined aria-hidden /> },
  { group: "inspections", label: "room.inspections", icon: <SafetyCertificateOutlined aria-hidden /> },
  { group: "relief", label: "room.relief", icon: <HeartOutlined aria-hidden /> },
  { group: "partner", label: "nav.partner", icon: <BankOutlined aria-hidden /> },
];

/** Pages that have not come over to src/rooms yet; here a page is taken out when it moves. */
const KEYED: Place[] = [
  {
    to: "/",
    title: "today.title",
    label: "nav.today",
    permission: "engagement:read",
    group: "today",
    order: 10,
  },
  {
    to: "/events",
    title: "events.title",
    label: "nav.events",
    permission: "gateway:events",
    group: "today",
    order: 20,
  },
  {
    to: "/register",
    title: "register.title",
    label: "nav.register",
    permission: "activities:register",
    group: "activities",
    order: 30,
  },
  {
    to: "/door",
    title: "door.title",
    label: "door.title",
    permission: "activities:check-in",
    group: "activities",
    order: 40,
  },
  {
    to: "/activities",
    title: "activities.title",
    label: "activities.title",
    permission: "activities:manage",
    group: "activities",
    order: 50,
  },
  {
    to: "/calendar",
    title: "calendar.title",
    label: "calendar.title",
    permission: "activities:manage",
    group: "activities",
    order: 70,
  },
  {
    to: "/residents",
    title: "residents.title",
    label: "residents.title",
    permission: "activities:manage",
    group: "activities",
    order: 90,
  },
  {
    to: "/mine",
    title: "mine.title",
    label: "mine.title",
    permission: "activities:attend",
    group: "activities",
    order: 110,
  },
  {
    to: "/contribution",
    title: "contribution.title",
    label: "contribution.title",
    permission: "engagement:own",
    group: "partner",
    order: 120,
  },
  {
    to: "/figures/$room/$metric",
    title: "figure.rows",
    permission: "engagement:read",
    group: "today",
    order: 130,
  },
];

/** Pages that need no sign-in; `label` puts one into the public navigation. */
const KEYED_PUBLIC: Omit<Place, "permission" | "group">[] = [
  { to: "/public", title: "public.home.title", label: "public.home.label", order: 10 },
  { to: "/public/activities", title: "public.activities.title", label: "public.activities.label", order: 20 },
  { to: "/public/map", title: "map.title", label: "public.map.label", order: 30 },
  { to: "/public/figures", title: "public.figures.title", label: "public.figures.label", order: 40 },
  { to: "/public/join", title: "public.join.title", order: 50 },
];

/** Pages of everybody who is signed in, reached by the header. */
const KEYED_ACCOUNT: Omit<Place, "permission" | "group" | "order">[] = [
  { to: "/password", title: "signin.own.change" },
];

const inOrder = <P extends { order?: number }>(places: P[]): P[] =>
  places.sort((one, other) => (one.order ?? 0) - (other.order ?? 0));

const brought: Place[] = BROUGHT.map(({ place }) => ({ group: "", order: 0, ...place }));

/** Pages behind the sign-in that one has a permission for. */
export const PLACES: readonly Place[] = inOrder([
  ...KEYED,
  ...brought.filter(({ permission }) => permission !== "public" && permission !== "signed-in"),
]);

/** Pages that need no sign-in; `label` puts one into the public navigation. */
export const PUBLIC_PLACES = inOrder([
  ...KEYED_PUBLIC,
  ...brought.filter(({ permission }) => permission === "public"),
]);

const EVERY: readonly { to: string; title: Said }[] = [
  ...PLACES,
  ...PUBLIC_PLACES,
  ...KEYED_ACCOUNT,
  ...brought,
];

/** The title of the page with this address pattern (a route's id). */
export function titleOf(pattern: string): Said {
  return EVERY.find(({ to }) => to === pattern)?.title ?? "state.missing";
}

/** A title or a label in the language that is on. */
export function useSaid(): (said: Said) => string {
  const { t, i18n } = useTranslation();
  return (said) => (typeof said === "string" ? t(said) : inLanguage(said, i18n.language));
}
