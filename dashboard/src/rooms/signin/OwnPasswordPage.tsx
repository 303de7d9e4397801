/** Before anything else: a password that somebody else chose is replaced by one's own. */
import { useEffect } from "react";
import { useShared, useWords } from "../../kit/words";
import { Switches } from "../../parts/Switches";
import { PasswordForm } from "./PasswordForm";
import { words } from "./words";

export function OwnPasswordPage() {
  const w = useWords(words);
  const t = useShared();

  useEffect(() => {
    document.title = `${w("own.title")} · ${t("brand.name")} · ${t("brand.district")}`;
  }, [w, t]);

  return (
    <main className="signin">
      <div className="signin-switches">
        <Switches />
      </div>
      <section className="signin-card">
        <h1>{w("own.title")}</h1>
        <p className="hint">{w("own.why")}</p>
        <PasswordForm block />
      </section>
    </main>
  );
}
