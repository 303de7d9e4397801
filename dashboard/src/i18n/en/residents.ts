/** The texts of residents: their own page, and the counter that confirms whose an account is. */
export const residents = {
  residents: {
    title: "Residents' accounts",
    intro:
      "An account that a resident opened is linked to what the office holds once the counter saw who asks.",
    confirm: "Confirm the account",
    account: "Account",
    done: "Confirmed and linked",
    confirmed: "Confirmed accounts",
    none: "No account is confirmed yet",
    unlink: "Unlink",
    reason: "Reason",
    reasons: {
      "wrong-person": "The account is somebody else's",
      "asked-in-person": "The person asked for it",
      "account-shared": "Several people use the account",
      other: "Other",
    },
    erase: "Erase this person's data",
    erase_text:
      "On request, name, phone and identifiers go in activities, inspections and relief; counts and ledgers stay.",
    erased: "Accepted, receipt {{id}}",
    erasures: {
      "asked-in-person": "Asked in person",
      "asked-by-guardian": "Asked by the guardian",
      "asked-in-writing": "Asked in writing",
      other: "Other",
    },
  },
  mine: {
    unconfirmed:
      "This account is not confirmed: you see what was entered through it. Show a document at the counter to see everything.",
    title: "My registrations",
    known: "Hello, {{name}}",
    new: "Tell who you are once, with the first registration.",
    attend: "Register",
    submit: "Register",
    wait: "Join the waiting line",
    done: {
      confirmed: "You have a seat",
      waiting: "You are in the line; seats go in the order of joining",
    },
    registrations: "My sessions",
    state: {
      confirmed: "registered",
      cancelled: "cancelled",
      attended: "attended",
    },
    cancel: "Cancel",
    rate: "How was it?",
    before: "Waiting, {{count}} in front of you",
    leave: "Leave the line",
    none: "Nothing yet",
    data: "My data",
    data_text: "Take away everything kept of you here, or have it erased; counts stay as they are.",
    take: "Take my data",
    erase: "Erase my data",
    erase_sure: "Erase for good",
    erased: "Erased. Receipt {{id}}; the account closes now.",
  },
};
