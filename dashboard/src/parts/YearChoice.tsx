/** One of the years that are counted, this one first. */
import { localDay } from "../format/time";
import { Select } from "../kit/Control";

const FIRST_YEAR = 2021;

export const thisYear = () => localDay(new Date()).slice(0, 4);

interface YearChoiceProps {
  label: string;
  value: string;
  change: (year: string) => void;
}

export function YearChoice(props: YearChoiceProps) {
  const last = Number(thisYear());
  const years = Array.from({ length: last - FIRST_YEAR + 1 }, (_, back) => String(last - back));
  return <Select {...props} options={years.map((value) => ({ value, label: value }))} />;
}
