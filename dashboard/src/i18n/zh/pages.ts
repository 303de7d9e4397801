/** What the pages say. */
export const pages = {
  mode: { light: "浅色", dark: "深色" },
  language: { other: "English", label: "Switch to English" },
  live: { connecting: "连接中", live: "实时", reconnecting: "重新连接中", help: "数字与事件无需刷新即更新" },
  state: {
    loading: "加载中",
    failed: "暂时没有取到数据",
    forbidden: "没有查看权限",
    forbidden_text: "您的角色（{{roles}}）不能查看这一页。需要时请联系街道管理员。",
    missing: "没有这一页",
    missing_text: "地址可能有误，或页面已移走。",
    crashed: "页面出错了",
    crashed_text: "请刷新页面；若反复出现，请告诉管理员。",
  },
  person: {
    name: "姓名",
    phone: "手机号",
    id_number: "身份证号",
  },
};
