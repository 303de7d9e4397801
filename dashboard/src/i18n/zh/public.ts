/** The public site's frame. */
export const publicSite = {
  sign_in: "登录",
  foot: "公开数据不含个人信息；人数少于 5 的单元格不显示。示意内容均有标注。",
  home: {
    label: "首页",
    title: "家在南西",
    intro: "不用登录就能看到的：身边的活动和驿站、你点我检的结果、帮困款项的去向。",
  },
};
