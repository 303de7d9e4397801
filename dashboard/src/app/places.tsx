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
];

/** Pages that need no sign-in; `label` puts one into the public navigation. */
export const PUBLIC_PLACES: Omit<Place, "permission" | "group">[] = [
  { to: "/public", title: "public.home.title", label: "public.home.label" },
];

/** The i18n key of the title of the page with this address pattern (a route's id). */
export function titleOf(pattern: string): string {
  return [...PLACES, ...PUBLIC_PLACES].find(({ to }) => to === pattern)?.title ?? "state.missing";
}
