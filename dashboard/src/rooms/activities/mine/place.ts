import { place as here } from "../../../kit/place";

export const place = here({
  to: "/mine",
  title: ["我的报名", "My registrations"],
  label: ["我的报名", "My registrations"],
  permission: "activities:attend",
  group: "activities",
  order: 110,
});
