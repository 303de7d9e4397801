import { place as here } from "../../../kit/place";

export const place = here({
  to: "/needs",
  title: ["急难愁盼", "Needs"],
  label: ["急难愁盼", "Needs"],
  permission: "activities:manage",
  group: "activities",
  order: 80,
});
