/** The words of a draw that one recomputes. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "下面的一切都在您的浏览器里重新计算，不用相信我们。",
    "Everything below is computed again in your browser: you need not trust us.",
  ],
  not_yet: ["尚未产生", "not yet"],
  frozen: ["名单冻结", "Pool frozen"],
  pool_size: ["{{count}} 家单位", "{{count}} places"],
  votes_verified: [
    "签数 = 风险等级（A 1、B 2、C 3、D 4）+ 经核实的票数；未核实的票不计。",
    "Tickets = risk class (A 1, B 2, C 3, D 4) + verified votes; votes that are not verified do not count.",
  ],
  votes_all: [
    "签数 = 风险等级（A 1、B 2、C 3、D 4）+ 票数；本轮在核实制度之前冻结，所有票都计。",
    "Tickets = risk class (A 1, B 2, C 3, D 4) + votes; this pool was frozen before votes were verified, and all count.",
  ],
  votes: ["核实票", "Verified votes"],
  committed: ["承诺值公布", "Commitment published"],
  entropy: ["公开随机数", "Public numbers"],
  drawn: ["抽签与揭示", "Drawn, secret revealed"],
  cannot: [
    "浏览器不能计算 SHA-256（需要 https 或本机地址）。",
    "This browser cannot compute SHA-256 here (https or localhost is needed).",
  ],
  here: ["在本机重新计算", "Computed again here"],
  match: ["全部一致：抽签可验证", "Everything matches"],
  mismatch: ["不一致：请质疑这次抽签", "Something does not match"],
  else: [
    "还可以下载数据，用 docs/draw/recompute.py 或任何语言验算。",
    "You can also take the file and recompute it with docs/draw/recompute.py or in any language.",
  ],
  file: ["下载抽签数据（JSON）", "Download the draw's file (JSON)"],
  step: {
    digest: ["名单摘要", "Pool digest"],
    commitment: ["承诺值", "Commitment"],
    seed: ["种子", "Seed"],
    result: ["抽中的单位", "Drawn places"],
  },
  same: ["一致", "match"],
  other: ["不一致", "no match"],
  order: ["按签号排定的次序", "The pool in the order of the draw"],
  pool: ["冻结的名单", "The frozen pool"],
  place: ["单位", "Place"],
  risk: ["等级", "Class"],
  weight: ["签数", "Tickets"],
  number: ["最小签号", "Smallest ticket"],
  outcome: ["结果", "Outcome"],
  is_drawn: ["抽中", "drawn"],
  replaced: ["{{why}}，由{{by}}替上", "{{why}}, replaced by {{by}}"],
  not_replaced: ["无", "none"],
});
