// What is wrong where a rule of the European norm is broken, and where the sender has to mend it. `{{stated}}` and the like are filled in.
export const normSentences: Readonly<Record<string, string>> = {
  "BR-CO-10": "Die Summe der Positionen (BT-106) ist mit {{stated}} angegeben, die Positionen ergeben {{computed}}.",
  "BR-CO-13": "Der Nettobetrag (BT-109) ist mit {{stated}} angegeben, Positionen, Abschläge und Zuschläge ergeben {{computed}}.",
};
