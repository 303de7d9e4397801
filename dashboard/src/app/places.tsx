/** The groups of the navigation, and the pages that each one shows: the rooms' own (src/app/rooms.ts), in order. */
import {
  BankOutlined,
  CalendarOutlined,
  HeartOutlined,
  KeyOutlined,
  SafetyCertificateOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { Group, Place } from "../kit/place";
import type { Pair } from "../kit/words";
import { BROUGHT } from "./rooms";

export const GROUPS: { group: Exclude<Group, "public">; label: string; icon: ReactNode }[] = [
  { group: "today", label: "nav.today", icon: <CalendarOutlined aria-hidden /> },
  { group: "activities", label: "room.activities", icon: <TeamOutlined aria-hidden /> },
  { group: "inspections", label: "room.inspections", icon: <SafetyCertificateOutlined aria-hidden /> },
  { group: "relief", label: "room.relief", icon: <HeartOutlined aria-hidden /> },
  { group: "partner", label: "nav.partner", icon: <BankOutlined aria-hidden /> },
  { group: "office", label: "nav.office", icon: <KeyOutlined aria-hidden /> },
];

const EVERY: readonly Place[] = BROUGHT.map(({ place }) => place).sort(
  (one, other) => (one.order ?? 0) - (other.order ?? 0),
);

/** Pages behind the sign-in that one has a permission for. */
export const PLACES = EVERY.filter(({ permission }) => permission !== "public" && permission !== "signed-in");

/** Pages that need no sign-in; `label` puts one into the public navigation. */
export const PUBLIC_PLACES = EVERY.filter(({ permission }) => permission === "public");

const MISSING: Pair = ["没有这一页", "No such page"];

/** The title of the page with this address pattern (a route's id). */
export function titleOf(pattern: string): Pair {
  return EVERY.find(({ to }) => to === pattern)?.title ?? MISSING;
}
