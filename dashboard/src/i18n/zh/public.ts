/** The public site's frame. */
export const publicSite = {
  sign_in: "登录",
  foot: "公开数据不含个人信息；人数少于 5 的单元格不显示。示意内容均有标注。",
};
