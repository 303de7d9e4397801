/** The words of a resident's own page. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  unconfirmed: [
    "账号尚未核实：这里只显示您用本账号办理的内容。带本人证件到窗口核实后，可看到全部。",
    "This account is not confirmed: you see what was entered through it. Show a document at the counter to see everything.",
  ],
  known: ["您好，{{name}}", "Hello, {{name}}"],
  new: ["第一次报名时填写本人信息，此后不必再填。", "Tell who you are once, with the first registration."],
  attend: ["报名", "Register"],
  submit: ["报名", "Register"],
  wait: ["加入候补", "Join the waiting line"],
  done: {
    confirmed: ["报名成功", "You have a seat"],
    waiting: ["已加入候补，有空位时按先后自动递补", "You are in the line; seats go in the order of joining"],
  },
  registrations: ["我的场次", "My sessions"],
  state: {
    confirmed: ["已报名", "registered"],
    cancelled: ["已取消", "cancelled"],
    "called-off": ["场次未举行", "called off"],
    attended: ["已到场", "attended"],
  },
  cancel: ["取消", "Cancel"],
  rate: ["评价", "How was it?"],
  comment: ["想说的话（可不填）", "Anything to add (optional)"],
  rate_submit: ["提交评价", "Send"],
  rated: ["谢谢您的评价", "Thank you"],
  before: ["候补中，前面还有 {{count}} 人", "Waiting, {{count}} in front of you"],
  leave: ["退出候补", "Leave the line"],
  none: ["还没有报名", "Nothing yet"],
  data: ["我的数据", "My data"],
  data_text: [
    "您可以取走本系统保存的关于您的全部内容，也可以要求删除；删除后统计数字不变。",
    "Take away everything kept of you here, or have it erased; counts stay as they are.",
  ],
  take: ["导出我的数据", "Take my data"],
  erase: ["删除我的数据", "Erase my data"],
  erase_sure: ["确定删除，无法恢复", "Erase for good"],
  erased: ["已删除。回执编号 {{id}}，账号随即关闭。", "Erased. Receipt {{id}}; the account closes now."],
  rating: {
    "1": ["很差", "Very poor"],
    "2": ["较差", "Poor"],
    "3": ["一般", "Fair"],
    "4": ["好", "Good"],
    "5": ["很好", "Very good"],
  },
  cancel_sure: ["您的名额随即让给候补的人。", "Your seat goes to the next person in the line at once."],
  session: ["场次", "Session"],
  choose: ["请选择", "Choose"],
  pool: ["席位", "Seats"],
  promoted: ["候补递补", "from the waiting line"],
});
