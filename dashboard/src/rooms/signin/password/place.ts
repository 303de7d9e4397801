import { place as here } from "../../../kit/place";

export const place = here({
  to: "/password",
  title: ["更换密码", "Change password"],
  permission: "signed-in",
});
