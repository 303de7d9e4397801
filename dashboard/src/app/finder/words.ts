/** The words of the search over everything. */
import { pairs } from "../../kit/words";

export const words = pairs({
  open: ["搜索", "Search"],
  title: ["搜索与前往", "Search and go"],
  what: ["名称、拼音、首字母、编号或手机尾号", "Name, pinyin, initials, number or last digits of a phone"],
  none: ["没有找到。换一个词，或多输入一个字。", "Nothing found. Try another word, or one more letter."],
  searching: ["正在查找…", "Searching…"],
  found: ["找到 {{count}} 项", "{{count}} found"],
  away: ["{{room}}暂时没有应答，其结果不在其中。", "{{room}} does not answer; its results are missing."],
  pages: ["页面", "Pages"],
  mark: { ended: ["已结束", "ended"], cancelled: ["已取消", "cancelled"] },
  kind: {
    activity: ["活动", "Activities"],
    session: ["场次", "Sessions"],
    venue: ["阵地", "Venues"],
    organisation: ["单位", "Organisations"],
    need: ["诉求", "Needs"],
    person: ["居民", "People"],
    establishment: ["食品单位", "Food businesses"],
    round: ["点检轮次", "Rounds"],
    sample: ["样品", "Samples"],
    campaign: ["宣传活动", "Campaigns"],
    fund: ["基金", "Funds"],
    project: ["项目", "Projects"],
    agreement: ["协议", "Agreements"],
    case: ["个案", "Cases"],
  },
});
