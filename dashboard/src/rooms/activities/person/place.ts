import { place as here } from "../../../kit/place";

export const place = here({
  to: "/people/$person_id",
  title: ["居民", "Person"],
  permission: "activities:read-registrations",
  group: "activities",
});
