/** Search over everything and a way to every page, by Ctrl/⌘ K or the header's button; all of it works by keyboard. */
import { SearchOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useLayoutEffect, useState } from "react";
import { useWords } from "../../kit/words";
import { words } from "./words";

const Panel = lazy(() => import("./Panel").then((module) => ({ default: module.Panel })));

export function Finder() {
  const w = useWords(words);
  const [open, setOpen] = useState(false);
  // With the header's first drawing: a key pressed right after it would be lost to an effect that runs later.
  useLayoutEffect(() => {
    const pressed = (event: globalThis.KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.ctrlKey || event.metaKey) ||
        event.shiftKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      setOpen((was) => !was);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
  return (
    <>
      <Button
        type="text"
        className="finder-open"
        data-testid="finder-open"
        aria-keyshortcuts="Control+K Meta+K"
        aria-label={w("open")}
        title={`${w("open")} (Ctrl K)`}
        icon={<SearchOutlined />}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Suspense>
          <Panel close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
