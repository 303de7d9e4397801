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
  reject_payment: "The reserved {{amount}} is released; it has to be requested anew.",
  reject_case: "The household's application ends here; a new case would have to be opened.",
  notice: "Number, category and band are public at once and cannot be withdrawn.",
  uphold: "The case ends at once, and nothing more is paid.",
  dismiss: "The objection is settled and holds no payment any longer.",
  cancel: "Your seat goes to the next person in the line at once.",
  erase: "Name, phone and identifiers are deleted everywhere and cannot be brought back.",
  sign: "Your signature binds your organisation and cannot be taken back.",
  fulfil: "The claim is recorded as fulfilled and cannot be changed.",
  withdraw: "The claim is given back, and others may take it.",
};
