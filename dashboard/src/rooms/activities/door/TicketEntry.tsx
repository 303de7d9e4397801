/** A ticket's code, typed, by a hand scanner, or by the phone's camera. */
import { Button } from "antd";
import { lazy, type SubmitEvent, Suspense, useState } from "react";
import { Entry } from "../../../kit/Control";
import { useWords } from "../../../kit/words";
import { words } from "./words";

const Camera = lazy(() => import("./Camera"));

export function TicketEntry({ take }: { take: (ticket: string) => void }) {
  const w = useWords(words);
  const [typed, type] = useState("");
  const [filming, film] = useState(false);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const ticket = typed.replace(/[^0-9a-z]/gi, "").toUpperCase();
    if (ticket) take(ticket);
    type("");
  };
  return (
    <>
      <form className="acts" onSubmit={send}>
        <Entry label={w("code")} value={typed} change={type} autoComplete="off" testId="door-code" />
        <Button htmlType="submit" data-testid="door-code-submit">
          {w("check_in")}
        </Button>
        <Button onClick={() => film(!filming)} data-testid="door-camera">
          {filming ? w("camera_off") : w("camera_on")}
        </Button>
      </form>
      {filming && (
        <Suspense fallback={null}>
          <Camera found={take} />
        </Suspense>
      )}
    </>
  );
}
