/** How the page is shown: light or dark, Chinese or English. */
import { LanguageSwitch } from "./LanguageSwitch";
import { ModeSwitch } from "./ModeSwitch";

export function Switches() {
  return (
    <>
      <ModeSwitch />
      <LanguageSwitch />
    </>
  );
}
