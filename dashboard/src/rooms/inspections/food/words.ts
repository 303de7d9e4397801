/** The words of the public page of rounds and results. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "想让哪家单位、哪类食品接受检验，直接告诉我们；结果在这里公布。",
    "Say which place and what kind of food should be tested; the results are published here.",
  ],
  none_collecting: ["现在没有正在收集的轮次。", "No round is collecting now."],
  until: ["收集截止：{{when}}", "Collecting until {{when}}"],
  ranking: ["大家点了什么", "What was named"],
  ranking_empty: ["还没有人点选，来当第一个。", "No votes yet. Be the first."],
  rounds: ["其他轮次", "Other rounds"],
  results: ["检验结果", "Results"],
  results_empty: ["还没有公布的结果，不等于合格。", "No result yet, which is not the same as qualified."],
  honours: ["荣誉", "Honours"],
  which: ["想检查哪家", "Which place"],
  what: ["哪类食品", "What kind of food"],
  known: ["手机号或身份证号", "Phone or ID number"],
  search: ["按名称查找单位", "Find a place by name"],
  found: ["找到 {{count}} 家", "{{count}} found"],
  found_more: ["先列出 {{count}} 家，还有更多", "{{count}} listed, there are more"],
  found_none: ["没有找到，换个名称试试。", "Nothing found: try another name."],
  more: ["再列一些", "List more"],
  way: ["怎样投票", "How you vote"],
  way_code: ["我有纸质码", "I have a paper code"],
  way_name: ["没有码", "I have none"],
  code: ["纸质码（检测台或居委会领取）", "Paper code (from the stall or the committee)"],
  says_account: [
    "以您的账号投票：计入抽签；再投一次会更换上一次的选择。",
    "A vote of your account: it counts in the draw. Voting again replaces it.",
  ],
  says_code: [
    "一码一票，计入抽签；不用填姓名。",
    "One vote a code, and it counts in the draw; no name is needed.",
  ],
  says_name: [
    "姓名和号码无法核实：这一票会收下并单独列出，不计入抽签。要计入，请登录、领取纸质码，或到居委会柜台办理。证件号不保存，不公开；在这个浏览器再投一次会更换。",
    "A name and a number cannot be verified here: the vote is kept and shown apart, and does not count in the draw. To make it count, sign in, take a paper code, or go to the counter. The number is not kept and not shown; voting again in this browser replaces.",
  ],
  votes: ["{{count}} 票", "{{count}} votes"],
  votes_apart: ["另有未核实 {{count}} 票", "{{count}} more not verified"],
  verified_says: [
    "只有经核实的票（本人账号、纸质码、柜台登记）计入抽签；未核实的单独列出。少于 5 票的不显示数目。",
    "Only verified votes (an account, a paper code, the counter) count in the draw; the others are shown apart. Counts below 5 are not shown.",
  ],
  submit: ["提交点选", "Nominate"],
  thanks_counts: ["已收到，您的一票计入本轮抽签。", "Received: your vote counts in this round's draw."],
  thanks_apart: [
    "已收到，未核实，单独列出，不计入抽签。",
    "Received: not verified, shown apart, not counted in the draw.",
  ],
  code_wrong: ["请输入十位纸质码。", "Enter the ten characters of the paper code."],
  known_wrong: ["请输入有效的手机号或身份证号。", "Enter a valid phone or ID number."],
  name: ["姓名", "Name"],
});
