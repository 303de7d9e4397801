import { place as here } from "../../../kit/place";

export const place = here({
  to: "/door",
  title: ["签到", "Door"],
  label: ["签到", "Door"],
  permission: "activities:check-in",
  group: "activities",
  order: 40,
});
