import { place as here } from "../../../kit/place";

export const place = here({
  to: "/calendar",
  title: ["工作日历", "Working calendar"],
  label: ["工作日历", "Working calendar"],
  permission: "activities:manage",
  group: "activities",
  order: 70,
});
