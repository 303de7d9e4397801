/** The dialog of the search: a combobox over one list of things and pages (WAI-ARIA, combobox with a listbox). */
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { stamp } from "../../format/time";
import { useLanguage, useShared, useWords } from "../../kit/words";
import { useSession } from "../session";
import { type Entry, type Part, pages, things } from "./entries";
import { useFinding, useRested } from "./find";
import { words } from "./words";
import "../../styles/finder.css";

const LONGEST = 100;

export function Panel({ close }: { close: () => void }) {
  const w = useWords(words);
  const navigate = useNavigate();
  const { permissions } = useSession();
  const language = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useId();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const [entered, setEntered] = useState(false);
  const text = useRested(typed.trim());
  const finding = useFinding(text);
  const parts = [...things(finding.found, permissions), ...pages(text, permissions, language)];
  const entries = parts.flatMap((part) => part.entries);
  const at = Math.min(chosen, entries.length - 1);
  // What is listed answers what stands in the field, and not a shorter text.
  const answered = text === typed.trim() && !finding.isPending;

  useEffect(() => dialog.current?.showModal(), []);

  const go = (entry: Entry) => {
    close();
    void navigate({ to: entry.to, params: entry.params } as unknown as Parameters<typeof navigate>[0]);
  };
  // Who types fast presses Enter before the answer is here: it opens the first of that answer, not of the one before.
  useEffect(() => {
    if (!entered || !answered) return;
    setEntered(false);
    if (entries[at]) go(entries[at]);
  });
  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    // Enter ends the choice of a Chinese word, and goes nowhere then.
    if (event.nativeEvent.isComposing) return;
    if (step !== undefined && entries.length > 0) setChosen((at + step + entries.length) % entries.length);
    else if (event.key === "Enter") setEntered(true);
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      className="finder"
      aria-label={w("title")}
      data-testid="finder"
      onClose={close}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <input
        role="combobox"
        aria-label={w("what")}
        aria-expanded={entries.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={entries[at] && `${list}-${at}`}
        placeholder={w("what")}
        maxLength={LONGEST}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(0);
          setEntered(false);
        }}
        onKeyDown={pressed}
        data-testid="finder-text"
      />
      <State finding={finding} text={text} count={entries.length} />
      <List id={list} parts={parts} at={at} choose={setChosen} go={go} />
    </dialog>
  );
}

function State({
  finding,
  text,
  count,
}: {
  finding: ReturnType<typeof useFinding>;
  text: string;
  count: number;
}) {
  const w = useWords(words);
  const t = useShared();
  const said = () => {
    if (finding.isPending) return w("searching");
    if (count === 0) return w("none");
    return text === "" ? "" : w("found", { count });
  };
  return (
    <div
      className="finder-state"
      role="status"
      data-testid="finder-state"
      data-state={finding.isPending ? "asking" : "said"}
    >
      {said()}
      {finding.away.map((room) => (
        <p key={room}>{w("away", { room: t.of("room", room) })}</p>
      ))}
    </div>
  );
}

interface ListProps {
  id: string;
  parts: readonly Part[];
  at: number;
  choose: (at: number) => void;
  go: (entry: Entry) => void;
}

function List({ id, parts, at, choose, go }: ListProps) {
  const w = useWords(words);
  let next = 0;
  return (
    <div id={id} role="listbox" aria-label={w("title")} className="finder-list">
      {parts.map((part) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
        <div key={part.kind} role="group" aria-labelledby={`${id}-${part.kind}`}>
          <div id={`${id}-${part.kind}`} className="finder-kind">
            {part.kind === "pages" ? w("pages") : w.of("kind", part.kind)}
          </div>
          {part.entries.map((entry) => {
            const place = next++;
            return (
              <Option
                key={entry.key}
                id={`${id}-${place}`}
                entry={entry}
                here={place === at}
                point={() => choose(place)}
                go={() => go(entry)}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}

interface OptionProps {
  id: string;
  entry: Entry;
  here: boolean;
  point: () => void;
  go: () => void;
}

function Option({ id, entry, here, point, go }: OptionProps) {
  const w = useWords(words);
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (here) box.current?.scrollIntoView({ block: "nearest" });
  }, [here]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the keys are the combobox's, which keeps the focus
    <div
      ref={box}
      id={id}
      role="option"
      aria-selected={here}
      className="finder-option"
      onMouseMove={point}
      onClick={go}
    >
      <span>{entry.name}</span>
      {entry.at && <span className="hint">{stamp(entry.at, language)}</span>}
      {entry.detail && <span className="hint">{entry.detail}</span>}
      {entry.mark && <span className="tag tag-other">{w.of("mark", entry.mark)}</span>}
    </div>
  );
}
