import { place as here } from "../../../kit/place";

export const place = here({
  to: "/",
  title: ["今日", "Today"],
  label: ["今日", "Today"],
  permission: "engagement:read",
  group: "today",
  order: 10,
});
