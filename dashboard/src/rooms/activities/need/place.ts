import { place as here } from "../../../kit/place";

export const place = here({
  to: "/needs/$need_id",
  title: ["急难愁盼", "Need"],
  permission: "activities:read-needs",
  group: "activities",
});
