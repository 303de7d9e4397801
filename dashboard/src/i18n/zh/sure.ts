/** What is asked before something that cannot be taken back: what follows. */

export const sure = {
  title: "请再确认一次",
  yes: "确认",
  no: "不，返回",
  cancel: "您的名额随即让给候补的人。",
  erase: "姓名、电话和识别信息在各处删除，无法恢复。",
};
