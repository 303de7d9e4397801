import { place as here } from "../../../kit/place";

export const place = here({
  to: "/activities/activities/$activity_id",
  title: ["活动", "Activity"],
  permission: "activities:read",
  group: "activities",
});
