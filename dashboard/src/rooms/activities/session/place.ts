import { place as here } from "../../../kit/place";

export const place = here({
  to: "/activities/sessions/$session_id",
  title: ["场次", "Session"],
  permission: "activities:read",
  group: "activities",
});
