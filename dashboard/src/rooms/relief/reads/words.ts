/** The words of the read log. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "谁在何时、因何查看了哪个家庭的资料；只增不改。",
    "Who opened which household's file, when and why; append only.",
  ],
  log: ["查阅", "Readings"],
  empty: ["还没有人查看过资料。", "No file has been opened."],
  reader: ["账号 {{reader}}", "Account {{reader}}"],
  heads: ["账本存证", "Ledger heads"],
  heads_text: [
    "每小时把各账本的末端摘要发布到主题 relief.heads；事后改账即与存证不符。",
    "Every hour the heads of the ledgers are published on the topic relief.heads; a rewritten ledger no longer matches.",
  ],
  tell: ["立即发布", "Publish now"],
  published: ["已发布 {{heads}} 个账本的摘要。", "Published the heads of {{heads}} ledgers."],
});
