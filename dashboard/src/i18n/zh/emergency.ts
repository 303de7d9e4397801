/** Words of a fund's emergency: 突发事件应对法 art. 2, 慈善法 art. 79. */
export const emergency = {
  title: "突发事件",
  none: "没有突发事件：每三个月公开一次。",
  lasts: "持续期间每五日公开一次（慈善法第七十九条）。",
  kind: "类别",
  send: "声明",
  end: "结束突发事件",
  done: "已办理。",
  reason: {
    "natural-disaster": "自然灾害",
    "accident-disaster": "事故灾难",
    "public-health": "公共卫生事件",
    "public-security": "社会安全事件",
  },
};
