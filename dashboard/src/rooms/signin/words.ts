/** The words of signing in. */
import { pairs } from "../../kit/words";

export const words = pairs({
  public: ["不登录，看公开信息", "Look at the public site without signing in"],
  title: ["登录", "Sign in"],
  username: ["用户名", "Username"],
  password: ["密码", "Password"],
  submit: ["登录", "Sign in"],
  username_missing: ["请输入用户名", "Enter your username"],
  password_missing: ["请输入密码", "Enter your password"],
  ended: ["登录已失效，请重新登录。", "Your session has ended. Please sign in again."],
  note: [
    "账号由街道管理员发放。连续输错会暂时锁定。",
    "Accounts are issued by the subdistrict. Repeated wrong passwords lock an account for a while.",
  ],
  own: {
    title: ["换成自己的密码", "Choose a password of your own"],
    why: [
      "现在的密码是别人设的，先换成只有自己知道的。",
      "Somebody else chose the present one: replace it by one that you alone know.",
    ],
  },
  change: {
    done: [
      "密码已更换，别处的登录已退出。",
      "Your password is changed, and you are signed out everywhere else.",
    ],
    present: ["现用密码", "Present password"],
    next: ["新密码", "New password"],
    next_hint: ["至少 10 位；长比复杂更安全", "At least 10 characters; length counts, not composition"],
    submit: ["更换", "Change it"],
  },
});
