/** Light or dark: as the system says until the reader chooses otherwise; paper is always light. */
import { useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import type { Mode } from "./palette";

const KEPT_UNDER = "jiayuan-mode";
const system = window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
let chosen = kept();
let printing = false;

function kept(): Mode | null {
  try {
    const found = localStorage.getItem(KEPT_UNDER);
    return found === "light" || found === "dark" ? found : null;
  } catch {
    return null;
  }
}

const bySystem = (): Mode => (system.matches ? "dark" : "light");
const shown = (): Mode => (printing ? "light" : (chosen ?? bySystem()));

function changed() {
  if (chosen) document.documentElement.dataset.mode = chosen;
  else delete document.documentElement.dataset.mode;
  for (const listener of listeners) listener();
}

/** Show `mode` from now on; the one that the system has anyway is followed again, not kept. */
export function choose(mode: Mode): void {
  chosen = mode === bySystem() ? null : mode;
  try {
    if (chosen) localStorage.setItem(KEPT_UNDER, chosen);
    else localStorage.removeItem(KEPT_UNDER);
  } catch {
    // A browser that keeps nothing shows the choice until the tab is closed.
  }
  changed();
}

export function useMode(): Mode {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, shown);
}

// The page is drawn for paper before the browser takes its picture.
function print(begins: boolean) {
  printing = begins;
  flushSync(changed);
}
window.addEventListener("beforeprint", () => print(true));
window.addEventListener("afterprint", () => print(false));
system.addEventListener("change", changed);
changed();
