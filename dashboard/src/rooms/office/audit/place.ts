import { place as here } from "../../../kit/place";

/** What the address holds, so that a filtered log can be sent to a colleague. */
export interface AuditSearch {
  account?: string;
  kind?: string;
  day?: string;
}

export const place = here({
  to: "/office/audit",
  title: ["审计日志", "Audit log"],
  label: ["审计日志", "Audit log"],
  permission: "gateway:audit",
  group: "office",
  order: 20,
  search: (raw): AuditSearch => {
    const search: AuditSearch = {};
    for (const key of ["account", "kind", "day"] as const) {
      const value = raw[key];
      if (typeof value === "string" && value !== "") search[key] = value.slice(0, 60);
    }
    return search;
  },
});
