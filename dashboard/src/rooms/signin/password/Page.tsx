/** One's own password, changed because one wants to. */
import { Page as Frame } from "../../../kit/Page";
import { useWords } from "../../../kit/words";
import { PasswordForm } from "../PasswordForm";
import { words as room } from "../words";
import { place } from "./place";
import { words } from "./words";

export function Page() {
  const w = useWords(words);
  const change = useWords(room);
  return (
    <Frame place={place} intro={w("intro")}>
      <section className="card narrow">
        <PasswordForm done={change("change.done")} />
      </section>
    </Frame>
  );
}
