/** The words of registering a person. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "为居民登记一个场次。提交成功后，“今日”的报名人次会随之变化。",
    "Register a resident for a session. Once done, the figure on Today moves.",
  ],
  session: ["场次", "Session"],
  session_missing: ["请选择一个场次", "Choose a session"],
  search: ["按活动或地点查找", "Find by activity or place"],
  search_empty: ["没有符合的场次", "No session matches"],
  no_sessions: ["今后 60 天没有可报名的场次", "No sessions in the next 60 days"],
  no_sessions_text: ["活动负责人排好场次后会出现在这里。", "They appear here once scheduled."],
  seats: ["余 {{left}} / {{capacity}}", "{{left}} of {{capacity}} left"],
  full: ["已满", "Full"],
  draft: ["未发布", "Not published"],
  person: ["报名人", "Person"],
  name: ["姓名", "Name"],
  name_missing: ["请输入姓名", "Enter the name"],
  phone: ["手机号", "Mobile number"],
  phone_wrong: ["请输入 11 位手机号", "Enter an 11-digit mobile number"],
  id_number: ["身份证号", "ID number"],
  id_shape: ["身份证号应为 18 位", "An ID number has 18 characters"],
  id_digit: ["校验位不符，请核对身份证号", "The check digit does not fit; compare the number"],
  id_right: ["校验位正确", "Check digit fits"],
  one_needed: [
    "手机号与身份证号至少填一项，用来区分同名的人",
    "Give a mobile number or an ID number, to tell people of one name apart",
  ],
  privacy: [
    "身份证号不保存；事件中只有匿名编号，没有姓名和号码。",
    "The ID number is not stored; events carry an anonymous reference, no names and no numbers.",
  ],
  pool: ["席位", "Seats"],
  channel: ["报名方式", "Registered"],
  submit: ["确认报名", "Register"],
  submitting: ["正在提交", "Submitting"],
  done: ["报名成功", "Registered"],
  done_text: [
    "{{name}} 已报名「{{title}}」，还剩 {{left}} 个名额。",
    "{{name}} is registered for “{{title}}”. Seats left: {{left}}.",
  ],
  replayed: [
    "这次提交先前已经成功，没有重复登记。",
    "This submission had already succeeded; nothing was registered twice.",
  ],
  see_today: ["看今日数字", "See today's figures"],
  another: ["再登记一人", "Register another person"],
  failed: ["没有报上名", "Not registered"],
  retry_same: ["再试一次（不会重复报名）", "Try again (never registers twice)"],
  code: ["代码", "Code"],
});
