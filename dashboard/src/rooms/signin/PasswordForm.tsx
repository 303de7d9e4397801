/** The present password and the one that takes its place; one's other sessions end with the old one. */
import { useCommand } from "../../kit/command";
import { Form } from "../../kit/Form";
import { text } from "../../kit/fields";
import { useWords } from "../../kit/words";
import { words } from "./words";

export function PasswordForm({ done, block = false }: { done?: string; block?: boolean }) {
  const w = useWords(words);
  const change = useCommand("/api/session/password");
  return (
    <Form
      fields={{
        old_password: text(w("change.present"), { secret: true, most: 200, fill: "current-password" }),
        new_password: text(w("change.next"), {
          secret: true,
          least: 10,
          most: 200,
          fill: "new-password",
          hint: w("change.next_hint"),
        }),
      }}
      command={change}
      send={(values) => change.sendAll(values, {})}
      clears
      block={block}
      action={w("change.submit")}
      actionTestId="own-password"
      done={done}
    />
  );
}
