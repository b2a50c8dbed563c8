// German words for a transfer of many records from the server.

export const transfer = {
  snapshot: "Erste Übertragung",
  news: "Übertragung von Neuigkeiten",
  hint: {
    snapshot:
      "Sie können schon arbeiten: Offenes kommt zuerst, das Neueste voran. Wird die Übertragung unterbrochen, geht sie dort weiter.",
    news: "Sie können weiterarbeiten.",
  },
  of: "von",
  records: "Vorgängen",
  left: "noch etwa",
  second: "1 Sekunde",
  seconds: "Sekunden",
  minutes: "Minuten",
  hours: "Stunden",
} as const;
