import { place as here } from "../../../kit/place";

export const place = here({
  to: "/venues",
  title: ["阵地与接力站", "Venues and stations"],
  label: ["阵地与接力站", "Venues and stations"],
  permission: "activities:keep-venue",
  group: "activities",
  order: 60,
});
