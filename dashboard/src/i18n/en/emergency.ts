/** Words of a fund's emergency: 突发事件应对法 art. 2, 慈善法 art. 79. */
export const emergency = {
  title: "Emergency",
  none: "No emergency: disclosed every three months.",
  lasts: "While it lasts, disclosed every five days.",
  kind: "Kind",
  send: "Declare",
  end: "End the emergency",
  done: "Done.",
  reason: {
    "natural-disaster": "natural disaster",
    "accident-disaster": "accident",
    "public-health": "public health",
    "public-security": "public security",
  },
};
