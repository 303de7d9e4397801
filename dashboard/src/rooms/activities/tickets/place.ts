import { place as here } from "../../../kit/place";

export const place = here({
  to: "/tickets/$session_id",
  title: ["门票", "Tickets"],
  permission: "activities:read-registrations",
  group: "activities",
});
