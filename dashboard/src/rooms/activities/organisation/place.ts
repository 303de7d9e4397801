import { place as here } from "../../../kit/place";

export const place = here({
  to: "/organisations/$organisation_id",
  title: ["单位", "Organisation"],
  permission: "activities:read-organisations",
  group: "activities",
});
