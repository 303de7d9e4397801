import { place as here } from "../../../kit/place";

export const place = here({
  to: "/activities",
  title: ["活动管理", "Activities"],
  label: ["活动管理", "Activities"],
  permission: "activities:manage",
  group: "activities",
  order: 50,
});
