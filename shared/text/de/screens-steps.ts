// German words of the list of own steps, and of taking them back.

export const steps = {
  title: "Meine letzten Schritte",
  intro: "Was Sie an diesem Arbeitsplatz getan haben, das Neueste zuerst. Strg+Z nimmt das Letzte zurück, auch nach einem Neustart.",
  empty: "Noch keine Schritte",
  emptyHint: "Was Sie tun, steht hier dreißig Tage lang und lässt sich zurücknehmen, solange niemand darauf weitergearbeitet hat.",
  columns: { step: "Schritt", records: "Eintrag", at: "Wann", state: "Stand", undo: "Rückgängig" },
  state: {
    waiting: "wartet",
    done: "beim Server",
    refused: "abgelehnt",
    partlyRefused: "teilweise übernommen",
    parked: "zurückgestellt",
    undone: "zurückgenommen",
  },
  many: "{{count}} Einträge",
  more: "Frühere zeigen",
  undo: "Zurücknehmen",
  undoing: "{{step}} zurücknehmen",
  undone: "Rückgängig: {{step}}",
  undoneMany: "Rückgängig: {{step}}, {{count}} Einträge",
  nothing: "Sie haben hier noch nichts getan, das sich zurücknehmen ließe.",
  cannot: "„{{step}}“: {{reason}}",
  partly: "{{count}} von {{all}} lassen sich nicht zurücknehmen ({{subject}}: {{reason}})",
  others: "Die übrigen zurücknehmen",
} as const;
