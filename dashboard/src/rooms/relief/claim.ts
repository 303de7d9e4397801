/** A claim as a form: what is claimed, how much of it, until when. */
import { useState } from "react";
import { amount, choice, day, number, type Option } from "../../kit/fields";
import { useWords } from "../../kit/words";
import type { Project } from "./lists";
import { useYuan } from "./values";
import { words } from "./words";

interface What extends Option {
  /** Of a line: in what it is counted, and how many are left. */
  line?: { unit: string; left: number };
}

/** What is still open: a project without lines as a whole, otherwise each of its lines. */
function useOpen(projects: readonly Project[]): What[] {
  const money = useYuan();
  return projects
    .filter((project) => project.claimed_fen < project.need_fen)
    .flatMap((project): What[] => {
      const { project_id: id, title } = project;
      const rest = money(project.need_fen - project.claimed_fen);
      if (project.lines.length === 0) return [{ value: id, label: `${title} (${rest})` }];
      return project.lines
        .map((line) => ({ ...line, left: line.needed - line.claimed }))
        .filter(({ left }) => left > 0)
        .map(({ line_id, title: of, unit, left }) => ({
          value: `${id}/${line_id}`,
          label: `${title} · ${of} (${left} ${unit})`,
          line: { unit, left },
        }));
    });
}

export interface Claimed {
  what: string;
  quantity?: number;
  amount_fen?: number;
  due_on: string | null;
}

export function useClaim(projects: readonly Project[]) {
  const w = useWords(words);
  const open = useOpen(projects);
  const [chosen, choose] = useState("");
  const what = open.find(({ value }) => value === chosen) ?? open[0];
  const measure = what?.line
    ? {
        quantity: number(w("claim.quantity", { unit: what.line.unit }), { least: 1, most: what.line.left }),
      }
    : { amount_fen: amount(w("claim.amount")) };
  return {
    isOpen: open.length > 0,
    fields: {
      what: choice(w("claim.what"), open, { changed: choose }),
      ...measure,
      due_on: day(w("optional", { label: w("claim.due_on") }), { optional: true }),
    },
    /** The order's project and the measure of its body. */
    read: ({ what: of, quantity, amount_fen, due_on }: Claimed) => {
      const [project_id = "", line_id] = of.split("/");
      const much = line_id ? { line_id, quantity: quantity ?? null } : { amount_fen: amount_fen ?? null };
      return { path: { project_id }, body: { ...much, due_on } };
    },
  };
}
