import { place as here } from "../../../kit/place";

export const place = here({
  to: "/public/activities",
  title: ["公开活动", "What is on"],
  label: ["活动", "What is on"],
  permission: "public",
  group: "public",
  order: 20,
});
