import { place as here } from "../../../kit/place";

export const place = here({
  to: "/relief/cases",
  title: ["困难家庭个案", "Households' cases"],
  label: ["个案", "Cases"],
  permission: "relief:read",
  group: "relief",
  order: 160,
});
