/** The words of opening an account. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "开通后可自己报名、候补、取消、评价，随时取走或删除个人数据。",
    "Register, wait, cancel and give feedback yourself; take your data away or have it erased at any time.",
  ],
  username_hint: ["小写字母、数字、点、横线，3–40 位", "Small letters, digits, dots, hyphens; 3 to 40"],
  display_name: ["称呼", "What to call you"],
  password_hint: ["至少 10 位；长比复杂更安全", "At least 10 characters; length counts, not composition"],
  submit: ["开通", "Open"],
  done: ["已开通，请登录。", "Done. Sign in now."],
  username: ["用户名", "Username"],
  password: ["密码", "Password"],
  sign_in: ["登录", "Sign in"],
});
