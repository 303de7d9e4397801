import { place as here } from "../../../kit/place";

export const place = here({
  to: "/inspections/samples/$sample_id",
  title: ["样品", "Sample"],
  permission: "inspections:read",
  group: "inspections",
});
