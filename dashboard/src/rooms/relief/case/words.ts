/** The words of one case. */
import { pairs } from "../../../kit/words";

export const words = pairs({
  category: ["类别", "Category"],
  where: ["居委会", "Neighbourhood"],
  persons: ["人数", "Persons"],
  monthly: ["每月", "A month"],
  cap: ["每月上限", "Cap a month"],
  months: ["月数", "Months"],
  drawn: ["已申请", "Drawn"],
  term: ["有效期", "Valid"],
  opened: ["建档", "Opened"],
  validated: ["核实", "Validated"],
  decided: ["审批", "Decided"],
  noticed: ["公示", "Noticed"],
  shares: ["成员重复", "Shares members with"],
  erased: ["资料删除", "Erased"],
  of_by: ["{{day}}（{{by}}）", "{{day}} ({{by}})"],
  file: ["查看资料", "Open the file"],
  is_erased: ["资料已删除", "the file was erased"],
  not_over: ["个案尚未结束", "the case is not over"],
  notice_not: ["已公示", "it was noticed"],
  waits: ["个案当前状态是「{{state}}」", "the case is “{{state}}”"],
  no_notice: ["不在公示期", "no notice is open"],
});
