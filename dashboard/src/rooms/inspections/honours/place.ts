import { place as here } from "../../../kit/place";

export const place = here({
  to: "/inspections/honours",
  title: ["荣誉、承诺、宣传与培训", "Honours, pledges, campaign and training"],
  label: ["荣誉与培训", "Honours"],
  permission: "inspections:manage",
  group: "inspections",
  order: 250,
});
