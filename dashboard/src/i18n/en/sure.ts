/** What is asked before something that cannot be taken back: what follows. */

export const sure = {
  title: "Please confirm",
  yes: "Yes",
  no: "No, go back",
  cancel: "Your seat goes to the next person in the line at once.",
  erase: "Name, phone and identifiers are deleted everywhere and cannot be brought back.",
};
