/** What is asked before something that cannot be taken back. */

export const sure = {
  title: "Please confirm",
  yes: "Yes",
  no: "No, go back",
};
