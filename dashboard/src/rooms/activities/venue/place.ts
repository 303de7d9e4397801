import { place as here } from "../../../kit/place";

export const place = here({
  to: "/venues/$venue_id",
  title: ["阵地", "Venue"],
  permission: "activities:read",
  group: "activities",
});
