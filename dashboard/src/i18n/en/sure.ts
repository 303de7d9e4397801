/** What is asked before something that cannot be taken back: what follows. */

export const sure = {
  title: "Please confirm",
  yes: "Yes",
  no: "No, go back",
  freeze: "Votes end at once and the pool is fixed; it cannot be changed.",
  close_round: "The round cannot be opened again.",
  break_off: "The round ends at once, the reason is published, and it cannot be opened again.",
  replace: "The drawn place is replaced, and the file says why.",
  publish: "The result is public at once; later it can be corrected only, and this version stays.",
  revoke: "The award is revoked at once, and the credit file shows it.",
  cancel: "Your seat goes to the next person in the line at once.",
  erase: "Name, phone and identifiers are deleted everywhere and cannot be brought back.",
};
