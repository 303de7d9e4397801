import { place as here } from "../../../kit/place";

export const place = here({
  to: "/alliance",
  title: ["区域化党建联盟", "The alliance"],
  label: ["区域化党建联盟", "The alliance"],
  permission: "activities:read",
  group: "activities",
  order: 100,
});
