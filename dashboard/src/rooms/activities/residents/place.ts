import { place as here } from "../../../kit/place";

export const place = here({
  to: "/residents",
  title: ["居民账号", "Residents' accounts"],
  label: ["居民账号", "Residents' accounts"],
  permission: "activities:manage",
  group: "activities",
  order: 90,
});
