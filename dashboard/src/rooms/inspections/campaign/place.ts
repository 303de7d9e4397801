import { place as here } from "../../../kit/place";

export const place = here({
  to: "/inspections/campaigns/$campaign_id",
  title: ["宣传活动", "Campaign"],
  permission: "inspections:read",
  group: "inspections",
});
