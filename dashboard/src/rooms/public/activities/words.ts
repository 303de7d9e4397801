/** The words of what is on. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "这里有今后 60 天的活动。报名请登录，或到居委会、服务站办理。",
    "Activities of the next 60 days. Sign in to register, or come to the counter.",
  ],
  find: ["按活动、地点查找", "Find an activity or place"],
  none: ["眼下没有公开的活动", "Nothing is on at the moment"],
  join: ["开通账号", "Open an account"],
});
