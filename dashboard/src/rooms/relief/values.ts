/** How the room's values are said: amounts, names of organisations, purposes. */
import { useMay } from "../../app/session";
import { yuan } from "../../format/figures";
import { zh } from "../../i18n/zh";
import { text } from "../../kit/fields";
import { useList } from "../../kit/list";
import { type Say, useLanguage, useShared, useWords } from "../../kit/words";
import { words } from "./words";

const PURPOSES = ["living-hardship", "medical", "schooling", "disaster", "festival-visit", "other"] as const;

export function useYuan(): (fen: number | null | undefined) => string {
  const w = useWords(words);
  const language = useLanguage();
  return (fen) => (typeof fen === "number" ? w("yuan", { amount: yuan(fen, language) }) : "—");
}

/** The register of organisations, where the reader may see it. */
export function useRegister() {
  const enabled = useMay("activities:read-organisations");
  return useList("/api/activities/organisations", {}, { after: "name", enabled });
}

/** What organisations are called, as a table of ids. */
export function useNamed(): Readonly<Record<string, string>> {
  return Object.fromEntries(useRegister().rows.map((one) => [one.organisation_id, one.name]));
}

/** What organisations are called, by id; without the register a short form of the id. */
export function useNames(): (id: string | null | undefined) => string {
  const names = new Map(useRegister().rows.map((one) => [one.organisation_id, one.name]));
  return (id) => (id ? (names.get(id) ?? id.slice(0, 8)) : "—");
}

/** The organisations of the register, as a choice. */
export function useOrganisationOptions() {
  return useRegister().rows.map(({ organisation_id, name }) => ({ value: organisation_id, label: name }));
}

/** The programmes that have a name, as a choice; projects for people's welfare first. */
export function useProgrammes() {
  const t = useShared();
  return ["fumin-projects", ...Object.keys(zh.programme).filter((one) => one !== "fumin-projects")].map(
    (value) => ({ value, label: t.of("programme", value) }),
  );
}

/** What a fund can be for, as a choice. */
export function fundPurposes(w: Say<typeof words>) {
  return (["general", ...PURPOSES] as const).map((value) => ({ value, label: w(`purpose.${value}`) }));
}

/** What money is asked for, as a choice. */
export function purposes(w: Say<typeof words>) {
  return PURPOSES.map((value) => ({ value, label: w(`purpose.${value}`) }));
}

/** Somebody: by name, and by phone or ID number. */
export function personOf(w: Say<typeof words>) {
  return {
    name: text(w("person.name"), { most: 50 }),
    phone: text(w("optional", { label: w("person.phone") }), { optional: true, keys: "tel", most: 20 }),
    id_number: text(w("optional", { label: w("person.id_number") }), {
      optional: true,
      most: 18,
      hint: w("person.one"),
    }),
  };
}
