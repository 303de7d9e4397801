import { place as here } from "../../../kit/place";

export const place = here({
  to: "/inspections/rounds/$roundId/codes/$batchId",
  title: ["纸质点选码", "Paper codes"],
  permission: "inspections:nominate",
  group: "inspections",
  order: 220,
});
