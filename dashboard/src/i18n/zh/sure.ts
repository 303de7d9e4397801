/** What is asked before something that cannot be taken back: what follows. */

export const sure = {
  title: "请再确认一次",
  yes: "确认",
  no: "不，返回",
  freeze: "点选随即结束，名单固定，不能再改。",
  close_round: "本轮不能再打开。",
  break_off: "本轮随即结束，原因会公布，不能再打开。",
  replace: "抽中的单位会被替换，名单上写明原因。",
  publish: "结果随即公开；以后只能更正，原来的一版保留。",
  revoke: "荣誉随即撤销，信用档案上可见。",
  cancel: "您的名额随即让给候补的人。",
  erase: "姓名、电话和识别信息在各处删除，无法恢复。",
};
