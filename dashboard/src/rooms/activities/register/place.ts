import { place as here } from "../../../kit/place";

export const place = here({
  to: "/register",
  title: ["报名登记", "Register a person"],
  label: ["报名登记", "Register"],
  permission: "activities:register",
  group: "activities",
  order: 30,
});
