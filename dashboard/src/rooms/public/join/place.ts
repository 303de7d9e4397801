import { place as here } from "../../../kit/place";

export const place = here({
  to: "/public/join",
  title: ["开通个人账号", "Open your account"],
  permission: "public",
  group: "public",
  order: 50,
});
