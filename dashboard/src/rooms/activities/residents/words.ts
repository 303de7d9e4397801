/** The words of the counter. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  intro: [
    "居民自行开通的账号，须在窗口核对本人证件后才与其在册信息关联。",
    "An account that a resident opened is linked to what the office holds once the counter saw who asks.",
  ],
  confirm: ["核实并关联账号", "Confirm the account"],
  account: ["账号", "Account"],
  done: ["已核实并关联", "Confirmed and linked"],
  confirmed: ["已核实的账号", "Confirmed accounts"],
  none: ["还没有核实过账号", "No account is confirmed yet"],
  unlink: ["解除关联", "Unlink"],
  reason: ["原因", "Reason"],
  reasons: {
    "wrong-person": ["账号不是此人的", "The account is somebody else's"],
    "asked-in-person": ["本人要求", "The person asked for it"],
    "account-shared": ["账号由多人共用", "Several people use the account"],
    other: ["其他", "Other"],
  },
  erase: ["删除此人的数据", "Erase this person's data"],
  erase_text: [
    "应本人要求，在活动、点检、帮扶各处删除姓名、电话和识别信息；统计数字和账目不变。",
    "On request, name, phone and identifiers go in activities, inspections and relief; counts and ledgers stay.",
  ],
  erased: ["已受理，回执编号 {{id}}", "Accepted, receipt {{id}}"],
  erasures: {
    "asked-in-person": ["本人到窗口要求", "Asked in person"],
    "asked-by-guardian": ["监护人要求", "Asked by the guardian"],
    "asked-in-writing": ["书面要求", "Asked in writing"],
    other: ["其他", "Other"],
  },
  erase_sure: [
    "姓名、电话和识别信息在各处删除，无法恢复。",
    "Name, phone and identifiers are deleted everywhere and cannot be brought back.",
  ],
  choose: ["请选择", "Choose"],
});
