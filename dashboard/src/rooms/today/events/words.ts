/** The words of the events page. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "三条线上发生的每一件事，新的在最上面。",
    "Everything that happens on the three lines, newest first.",
  ],
  filters: ["筛选", "Filters"],
  room: ["业务线", "Line"],
  all_rooms: ["全部业务线", "All lines"],
  type: ["事件类型", "Event type"],
  all_types: ["全部类型", "All types"],
  subject: ["对象编号", "Subject"],
  subject_hint: ["如 session/…", "e.g. session/…"],
  subject_wrong: ["格式应为 类别/编号，如 session/49f3e4d9…", "Write kind/id, e.g. session/49f3e4d9…"],
  waiting: ["{{count}} 条新事件等待显示", "{{count}} new events waiting"],
  paused: ["已暂停", "Paused"],
  empty: ["没有符合条件的事件", "No events match"],
  empty_text: ["有新的事情发生时会自动出现在这里。", "New events will appear here by themselves."],
  list: ["事件列表", "Event list"],
  shown: ["显示 {{count}} 条", "{{count}} shown"],
  cap: [
    "只保留最近 {{count}} 条；要看更早的请缩小筛选。",
    "Only the latest {{count}} are kept; narrow the filters to see older ones.",
  ],
  opened: ["事件详情", "Event"],
  same_subject: ["只看这个对象的事件", "Only this subject's events"],
  envelope: ["信封", "Envelope"],
  data: ["数据", "Data"],
  key: {
    event_id: ["事件编号", "Event id"],
    type: ["类型", "Type"],
    time: ["发生时间", "Time"],
    subject: ["对象", "Subject"],
    seq: ["对象内序号", "Sequence"],
    topic: ["主题", "Topic"],
    partition: ["分区", "Partition"],
    offset: ["位置", "Offset"],
    feed_id: ["播报序号", "Feed number"],
    traceparent: ["追踪", "Trace"],
    source: ["来源", "Source"],
  },
});
