/** A list as a sheet, in both kinds. */
import { useWords } from "../../kit/words";
import { words } from "./words";

export function Downloads({ path }: { path: string }) {
  const w = useWords(words);
  return (["csv", "xlsx"] as const).map((kind) => (
    <a key={kind} href={`/api/relief${path}?format=${kind}`} download>
      {w(`download.${kind}`)}
    </a>
  ));
}
