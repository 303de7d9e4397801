import { place as here } from "../../../kit/place";

export const place = here({
  to: "/public/rounds/$roundId/draw",
  title: ["自己验一验：抽签验算", "Check this draw yourself"],
  permission: "public",
  group: "public",
  order: 100,
});
