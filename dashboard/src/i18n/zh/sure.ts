/** What is asked before something that cannot be taken back. */

export const sure = {
  title: "请再确认一次",
  yes: "确认",
  no: "不，返回",
};
