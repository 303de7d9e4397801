/**
 * Days and times by Ant Design's picker in the page's language, in a chunk of its own. One may type a day as
 * 2026-11-25, 20261125, 2026/11/25 or the way it is shown. What the form reads is a hidden field: a wall clock's value,
 * whatever zone the machine is in.
 */
import dayjsConfig from "@rc-component/picker/generate/dayjs";
import generatePicker from "antd/es/date-picker/generatePicker";
import enUS from "antd/es/date-picker/locale/en_US";
import zhCN from "antd/es/date-picker/locale/zh_CN";
import dayjs, { type Dayjs } from "dayjs";
import "dayjs/locale/zh-cn";
import { useState } from "react";
import { clock, localDay } from "../format/time";
import { useLanguage } from "./words";

type Kind = "day" | "time" | "moment";

/** "Today" in the panel is Shanghai's. */
const here = () => dayjs(`${localDay(new Date())}T${clock(new Date(), "en", true)}`);
const Picker = generatePicker<Dayjs>({ ...dayjsConfig, getNow: here });

const DAYS = {
  zh: ["YYYY年M月D日", "YYYY-MM-DD", "YYYY-M-D", "YYYY/M/D", "YYYYMMDD"],
  en: ["D MMM YYYY", "YYYY-MM-DD", "YYYY-M-D", "YYYY/M/D", "YYYYMMDD"],
};

function formats(kind: Kind, language: string, seconds: boolean): string[] {
  const times = seconds ? ["HH:mm:ss", "HHmmss", "HH:mm"] : ["HH:mm", "H:mm", "HHmm"];
  if (kind === "time") return times;
  const days = language === "en" ? DAYS.en : DAYS.zh;
  if (kind === "day") return days;
  return days.flatMap((one) => times.map((at) => `${one} ${at}`)).concat(`YYYY-MM-DDT${times[0]}`);
}

/** The panel's words; its buttons for year and month are called by what they show (WCAG 2.5.3). */
function panel(language: string): typeof zhCN {
  const words = language === "en" ? enUS : zhCN;
  const unnamed = { yearSelect: undefined, monthSelect: undefined } as unknown as typeof zhCN.lang;
  return { ...words, lang: { ...words.lang, ...unnamed } };
}

/** The value as the server takes it. */
function written(value: Dayjs, kind: Kind): string {
  if (kind === "time") return value.format("HH:mm");
  return kind === "day" ? value.format("YYYY-MM-DD") : value.format("YYYY-MM-DDTHH:mm:ss+08:00");
}

function parsed(initial: string | undefined, kind: Kind): Dayjs | null {
  if (!initial) return null;
  return dayjs(kind === "time" ? `2000-01-01T${initial}` : initial.replace(/(Z|[+-]\d\d:\d\d)$/, ""));
}

interface DayControlProps {
  id: string;
  name: string;
  kind: Kind;
  initial: string | undefined;
  seconds: boolean;
  required?: boolean | undefined;
  "data-testid"?: string | undefined;
  "aria-describedby"?: string | undefined;
}

export default function DayControl({ name, kind, initial, seconds, ...input }: DayControlProps) {
  const language = useLanguage();
  const [value, setValue] = useState<Dayjs | null>(() => parsed(initial, kind));
  return (
    <>
      <Picker
        {...input}
        className="day"
        picker={kind === "time" ? "time" : "date"}
        showTime={kind === "moment" ? { showSecond: seconds } : false}
        format={formats(kind, language, seconds)}
        placeholder=""
        locale={panel(language)}
        // Inside the page's main part, so that nothing of it stands outside the landmarks.
        getPopupContainer={(control) => control.closest<HTMLElement>(".field") ?? document.body}
        // Enter takes the day that is typed; it does not send the form.
        onKeyDown={(event) => {
          if (event.key === "Enter") event.preventDefault();
        }}
        value={value}
        onChange={(next: Dayjs | null) => setValue(next)}
        // What is typed counts at once: `onChange` comes a frame after the field is left (useDelayState of
        // @rc-component/picker), and a click on the form's button comes before that.
        onCalendarChange={(next) => setValue(next as Dayjs | null)}
        needConfirm={false}
        showNow={false}
        allowClear={!input.required}
      />
      <input type="hidden" name={name} value={value ? written(value, kind) : ""} />
    </>
  );
}
