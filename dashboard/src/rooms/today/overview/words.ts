/** The words of Today. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  as_of: ["数据截至 {{time}}", "As of {{time}}"],
  lag: [
    "统计正在追赶：还有 {{count}} 条事件，约 {{seconds}} 秒",
    "Statistics are catching up: {{count}} events, about {{seconds}} s behind",
  ],
  stale: ["数据刷新失败，下面是 {{time}} 的数字。", "Refreshing failed; these are the figures of {{time}}."],
  column: {
    metric: ["指标", "Figure"],
    today: ["今日", "Today"],
    month: ["本月", "Month"],
    all: ["累计", "All time"],
  },
  month_short: ["本月", "This month"],
  all_short: ["累计", "All time"],
  line_away: [
    "{{room}}服务暂时不可用，其他部分不受影响；数字为最近一次统计。",
    "{{room}} does not answer at the moment; the other parts are not affected. Figures are the latest counted.",
  ],
  engagement_away: [
    "统计服务暂时不可用，数字暂缺；事件仍在照常记录。",
    "The statistics service does not answer; figures are missing for now. Events are still recorded.",
  ],
  moved: ["{{metric}}：今日 {{value}}", "{{metric}}: {{value}} today"],
  distinct_note: [
    "人次按报名计；人数（去重）同一人只算一次。",
    "Registrations count sign-ups; distinct people count each person once.",
  ],
  trend: {
    title: ["近 30 天趋势", "Last 30 days"],
    metric: ["选择指标", "Figure"],
    as_chart: ["图表", "Chart"],
    as_table: ["表格", "Table"],
    view: ["显示方式", "View"],
    day: ["日期", "Day"],
    empty: ["近 30 天没有这项记录", "Nothing recorded in the last 30 days"],
    caption: ["近 30 天每日{{metric}}", "{{metric}} by day, last 30 days"],
    summary: [
      "近 30 天{{metric}}合计 {{total}}，最高一天 {{peak}}（{{day}}）。",
      "{{metric}} over the last 30 days: {{total}} in all, {{peak}} on the highest day ({{day}}).",
    ],
    daily_only: [
      "近 30 天每日{{metric}}，最高一天 {{peak}}（{{day}}）。",
      "{{metric}} by day over the last 30 days: {{peak}} on the highest day ({{day}}).",
    ],
    loading: ["图表加载中", "Loading the chart"],
  },
  hand: {
    title: ["需要处理", "Needs a hand"],
    empty: ["眼下没有需要处理的事", "Nothing is waiting right now"],
    unknown: [
      "有部分服务没有回应，清单可能不全。",
      "Some services did not answer; this list may be incomplete.",
    ],
    count: ["{{count}} 项", "{{count}}"],
    kind: {
      "need-waits": ["诉求等待受理", "Needs wait to be accepted"],
      "amenity-faulty": ["便民设施有故障", "Amenities are faulty"],
      "correction-awaits-approval": ["更正待第二人同意", "Corrections awaiting a second person"],
      "sample-awaits-publication": ["结果待公布", "Results wait to be published"],
      "result-past-its-day": ["结果超过 20 个工作日未公布", "Results past their 20 working days"],
      "disposal-open": ["不合格处置未办结", "Disposals are open"],
      "disposal-past-its-day": ["不合格处置已逾期", "Disposals are overdue"],
      "draw-awaits-entropy": ["抽签已到公开数日期，待抽取", "Draws whose public numbers are out"],
      "registration-conflict": ["改期后与本人其他场次冲突的报名", "Registrations in conflict after a move"],
      "session-nearly-full": ["场次快满了（九成以上）", "Sessions nearly full (90% or more)"],
      "draft-with-sessions": ["活动已排场次但未发布", "Activities with sessions, not published"],
      "round-past-its-end": ["点检轮次已过截止未关闭", "Rounds past their end, still open"],
      "sample-awaits-analysis": ["样品待检测", "Samples to analyse"],
      "sample-awaits-verification": ["检测结果待复核", "Results to verify"],
      "objection-awaits-decision": ["公示异议待处理", "Objections to look at"],
      "agreement-awaits-signature": ["共建协议待签署", "Agreements to sign"],
      "disbursement-awaits-approval": ["拨付待复核", "Disbursements to approve"],
      "disbursement-awaits-payment": ["拨付待支付", "Disbursements to pay"],
    },
  },
  legend: {
    title: ["哪些是真的，哪些是演示", "What is real and what is demo"],
    press: [
      "2021 年 7 月报纸上印出的：组织、阵地、项目的名称，如恒隆广场“白领驿站”、兴业太古汇食安周启动、升平街户外职工爱心接力站。",
      "Printed in a newspaper of July 2021: names of organisations, places and programmes, such as the station at Plaza 66, the food-safety week's launch at HKRI Taikoo Hui and the relay station on Shengping Street.",
    ],
    register: [
      "政府公开的行政区划名录：310106012 南京西路街道及其 12 个居委会。",
      "The public list of administrative divisions: subdistrict 310106012 and its twelve residents' committees.",
    ],
    demo: [
      "为演示而编的：日期、名额、人员、金额等报上没有的内容。",
      "Invented for the demo: dates, capacities, people and amounts that the newspaper does not give.",
    ],
    operator: ["在本系统里由工作人员录入的。", "Entered in this system by staff."],
  },
});
