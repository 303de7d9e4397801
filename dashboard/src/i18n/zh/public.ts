/** The public site's frame. */
export const publicSite = {
  sign_in: "登录",
  foot: "公开数据不含个人信息；人数少于 5 的单元格不显示。示意内容均有标注。",
  home: {
    label: "首页",
    title: "家在南西",
    intro: "不用登录就能看到的：身边的活动和驿站、你点我检的结果、帮困款项的去向。",
  },
  activities: {
    label: "活动",
    title: "公开活动",
    intro: "这里有今后 60 天的活动。报名请登录，或到居委会、服务站办理。",
    find: "按活动、地点查找",
    none: "眼下没有公开的活动",
  },
  map: { label: "民生地图" },
  figures: {
    label: "区域数字",
    title: "区域数字",
    intro: "按月按项目公布。人数取整到 5，少于 5 的不显示；金额与批次为实数。",
    year: "年份",
    month: "月份",
    few: "少于 5",
    none: "这一年还没有数字",
  },
  join: {
    label: "开通账号",
    title: "开通个人账号",
    intro: "开通后可自己报名、候补、取消、评价，随时取走或删除个人数据。",
    username_hint: "小写字母、数字、点、横线，3–40 位",
    display_name: "称呼",
    password_hint: "至少 10 位；长比复杂更安全",
    submit: "开通",
    done: "已开通，请登录。",
  },
};
