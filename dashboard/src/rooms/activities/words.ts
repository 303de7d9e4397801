/** Words of the room that several of its pages, and public ones, use. */
import { pairs } from "../../kit/words";

export const words = pairs({
  amenity: {
    microwave: ["微波炉", "Microwave"],
    fridge: ["冰箱", "Fridge"],
    water: ["饮水", "Water"],
    charger: ["充电", "Charging"],
    rest: ["休息座椅", "Seats"],
    "day-care": ["微日托", "Day care"],
    adviser: ["养老顾问", "Adviser"],
    "device-rental": ["辅具租赁", "Device rental"],
    "health-hut": ["健康小屋", "Health hut"],
    hall: ["活动室", "Hall"],
    "inspection-stand": ["点检台", "Inspection stand"],
    "first-aid-kit": ["急救箱", "First-aid kit"],
  },
  amenity_state: {
    working: ["可用", "Works"],
    faulty: ["故障", "Faulty"],
    unverified: ["未核实", "Unverified"],
  },
  venue_kind: {
    "service-station": ["党群服务站", "Service station"],
    mall: ["商场", "Mall"],
    restaurant: ["餐厅", "Restaurant"],
    supermarket: ["超市", "Supermarket"],
    "lunch-point": ["午餐点", "Lunch point"],
    "relay-station": ["爱心接力站", "Relay station"],
    "care-home": ["养老机构", "Care home"],
    "community-centre": ["社区中心", "Community centre"],
    online: ["线上", "Online"],
  },
  mode: {
    "on-site": ["现场", "On site"],
    online: ["线上", "Online"],
    mixed: ["现场与线上", "Both"],
  },
  seats: {
    none: ["无", "none"],
    full: ["已满，可候补", "full, line open"],
    few: ["仅剩少量", "few left"],
    free: ["有名额", "seats left"],
  },
  venue: {
    state: {
      open: ["开放中", "Open now"],
      closed: ["未开放", "Closed now"],
      unknown: ["开放时间未知", "Hours unknown"],
    },
    today: ["今天 {{hours}}", "Today {{hours}}"],
    closed_today: ["今天不开放", "Closed today"],
    longer: ["高温延长至 {{until}}", "Longer in the heat, until {{until}}"],
    closure: ["{{from}} 至 {{to}} 闭馆：{{reason}}", "Closed {{from}} to {{to}}: {{reason}}"],
    no_amenities: ["没有登记便民设施", "No amenities entered"],
    checked: ["{{day}}查看", "Looked at on {{day}}"],
    never_checked: ["尚未有人查看", "Not checked yet"],
  },
});
