/**
 * Every page: its address, its name, who may open it and where it stands in the navigation.
 *
 * `title` is the page's heading, `label` its shorter name in the navigation; a page without a label (one thing's
 * details) is reached by links. Groups and pages stand in the order of this table.
 */
import {
  BankOutlined,
  CalendarOutlined,
  HeartOutlined,
  SafetyCertificateOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";

export type Group = "today" | "activities" | "inspections" | "relief" | "partner";

export interface Place {
  to: string;
  title: string;
  label?: string;
  /** The permission without which the page is neither shown nor linked. */
  permission: string;
  group: Group;
}

export const GROUPS: { group: Group; label: string; icon: ReactNode }[] = [
  { group: "today", label: "nav.today", icon: <CalendarOutlined aria-hidden /> },
  { group: "activities", label: "room.activities", icon: <TeamOutlined aria-hidden /> },
  { group: "inspections", label: "room.inspections", icon: <SafetyCertificateOutlined aria-hidden /> },
  { group: "relief", label: "room.relief", icon: <HeartOutlined aria-hidden /> },
  { group: "partner", label: "nav.partner", icon: <BankOutlined aria-hidden /> },
];

export const PLACES: Place[] = [
  { to: "/", title: "today.title", label: "nav.today", permission: "engagement:read", group: "today" },
  { to: "/events", title: "events.title", label: "nav.events", permission: "gateway:events", group: "today" },
  {
    to: "/register",
    title: "register.title",
    label: "nav.register",
    permission: "activities:register",
    group: "activities",
  },
  {
    to: "/door",
    title: "door.title",
    label: "door.title",
    permission: "activities:check-in",
    group: "activities",
  },
  {
    to: "/activities",
    title: "activities.title",
    label: "activities.title",
    permission: "activities:manage",
    group: "activities",
  },
  {
    to: "/venues",
    title: "venues.title",
    label: "venues.title",
    permission: "activities:keep-venue",
    group: "activities",
  },
  {
    to: "/calendar",
    title: "calendar.title",
    label: "calendar.title",
    permission: "activities:manage",
    group: "activities",
  },
  {
    to: "/needs",
    title: "needs.title",
    label: "needs.title",
    permission: "activities:manage",
    group: "activities",
  },
  {
    to: "/residents",
    title: "residents.title",
    label: "residents.title",
    permission: "activities:manage",
    group: "activities",
  },
  {
    to: "/alliance",
    title: "alliance.title",
    label: "alliance.title",
    permission: "activities:read",
    group: "activities",
  },
  {
    to: "/mine",
    title: "mine.title",
    label: "mine.title",
    permission: "activities:attend",
    group: "activities",
  },
  {
    to: "/contribution",
    title: "contribution.title",
    label: "contribution.title",
    permission: "engagement:own",
    group: "partner",
  },
  { to: "/figures/$room/$metric", title: "figure.rows", permission: "engagement:read", group: "today" },
  {
    to: "/relief",
    title: "relief.inbox.title",
    label: "relief.inbox.nav",
    permission: "relief:read",
    group: "relief",
  },
  {
    to: "/relief/request",
    title: "relief.request.title",
    label: "relief.request.nav",
    permission: "relief:request",
    group: "relief",
  },
  {
    to: "/relief/cases",
    title: "relief.cases.title",
    label: "relief.cases.nav",
    permission: "relief:read",
    group: "relief",
  },
  {
    to: "/relief/ledgers",
    title: "relief.ledgers.title",
    label: "relief.ledgers.nav",
    permission: "relief:read",
    group: "relief",
  },
  {
    to: "/relief/agreements",
    title: "relief.terms.title",
    label: "relief.terms.nav",
    permission: "relief:read",
    group: "relief",
  },
  {
    to: "/relief/reads",
    title: "relief.reads.title",
    label: "relief.reads.nav",
    permission: "relief:audit",
    group: "relief",
  },
  {
    to: "/own/relief",
    title: "relief.own.title",
    label: "relief.own.nav",
    permission: "relief:own",
    group: "partner",
  },
  {
    to: "/inspections/rounds",
    title: "inspection.rounds.title",
    label: "inspection.rounds.label",
    permission: "inspections:manage",
    group: "inspections",
  },
  {
    to: "/inspections/rounds/$roundId/codes/$batchId",
    title: "inspection.codes.title",
    permission: "inspections:nominate",
    group: "inspections",
  },
  {
    to: "/inspections/field",
    title: "inspection.field.title",
    label: "inspection.field.label",
    permission: "inspections:sample",
    group: "inspections",
  },
  {
    to: "/inspections/samples",
    title: "inspection.samples.title",
    label: "inspection.samples.label",
    permission: "inspections:read",
    group: "inspections",
  },
  {
    to: "/inspections/honours",
    title: "inspection.honours.title",
    label: "inspection.honours.label",
    permission: "inspections:manage",
    group: "inspections",
  },
];

/** Pages that need no sign-in; `label` puts one into the public navigation. */
export const PUBLIC_PLACES: Omit<Place, "permission" | "group">[] = [
  { to: "/public", title: "public.home.title", label: "public.home.label" },
  { to: "/public/activities", title: "public.activities.title", label: "public.activities.label" },
  { to: "/public/map", title: "map.title", label: "public.map.label" },
  { to: "/public/figures", title: "public.figures.title", label: "public.figures.label" },
  { to: "/public/join", title: "public.join.title" },
  { to: "/public/relief", title: "relief.public.title", label: "relief.public.nav" },
  { to: "/public/notices", title: "relief.notices.title", label: "relief.notices.nav" },
  { to: "/public/food", title: "inspection.food.title", label: "inspection.food.label" },
  { to: "/public/food/$establishmentId", title: "inspection.credit.title" },
  { to: "/public/rounds/$roundId/draw", title: "inspection.draw.title" },
];

/** Pages of everybody who is signed in, reached by the header. */
export const ACCOUNT_PLACES: Omit<Place, "permission" | "group">[] = [
  { to: "/password", title: "signin.own.change" },
];

/** The i18n key of the title of the page with this address pattern (a route's id). */
export function titleOf(pattern: string): string {
  return (
    [...PLACES, ...PUBLIC_PLACES, ...ACCOUNT_PLACES].find(({ to }) => to === pattern)?.title ??
    "state.missing"
  );
}
