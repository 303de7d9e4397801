/** The words of changing one's password. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: ["换成新的密码；您在别处的登录会退出。", "Choose a new one; you are signed out everywhere else."],
});
