/** The words of one activity. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  states: {
    draft: ["草稿", "Draft"],
    published: ["已发布", "Published"],
  },
  programme: ["项目", "Programme"],
  mode: ["形式", "Mode"],
  organisation: ["主办单位", "Organisation"],
  published_at: ["发布时间", "Published at"],
  edit: {
    title: ["修改活动", "Edit it"],
    name: ["活动名称", "Title"],
    programme_hint: ["有人报名以后不能再改。", "It cannot be changed once somebody has registered."],
    action: ["保存修改", "Save"],
    done: ["已保存", "Saved"],
  },
  publish: ["发布", "Publish"],
  published_already: ["已经发布", "it is published"],
  published: ["已发布，居民现在可以看到。", "Published: residents can see it now."],
  sessions: ["场次", "Sessions"],
  no_sessions: ["前 30 天到今后 60 天没有场次", "No sessions from 30 days ago to 60 days ahead"],
  when: ["时间", "When"],
  where: ["地点", "Where"],
  state: ["状态", "State"],
  seats: ["现场名额", "Seats on site"],
});
