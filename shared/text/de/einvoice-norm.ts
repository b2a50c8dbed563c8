// What is wrong where a rule of the European norm is broken, and who has to mend it. `{{stated}}` and the like are filled in.
// The place (which line, which VAT group) stands beside the sentence, not in it.

const add = "Der Absender muss das ergänzen.";
const mend = "Der Absender muss das berichtigen.";
const improve = "Der Absender sollte das berichtigen.";
const recalculate = "Der Absender muss neu rechnen.";

const digits = (what: string): string =>
  `${what} ist mit {{stated}} angegeben; erlaubt sind höchstens zwei Stellen nach dem Komma. ${mend}`;

const header: Readonly<Record<string, string>> = {
  "BR-01": `Es ist nicht angegeben, nach welchem Standard die Rechnung geschrieben ist (BT-24). ${add}`,
  "BR-02": `Die Rechnungsnummer (BT-1) fehlt. ${add}`,
  "BR-03": `Das Rechnungsdatum (BT-2) fehlt. ${add}`,
  "BR-04": `Die Art der Rechnung (BT-3) fehlt, zum Beispiel Rechnung, Gutschrift oder Teilrechnung. ${add}`,
  "BR-05": `Die Währung der Rechnung (BT-5) fehlt. ${add}`,
  "BR-16": `Die Rechnung hat keine einzige Position (BG-25). ${add}`,
  "BR-29": `Der Abrechnungszeitraum endet am {{end}} (BT-74) und damit vor seinem Beginn am {{start}} (BT-73). ${mend}`,
  "BR-52": `Eine beigefügte Unterlage hat keine Kennung (BT-122). ${add}`,
  "BR-53": `Für die Umsatzsteuer ist eine eigene Währung (BT-6) genannt, der Steuerbetrag in dieser Währung (BT-111) fehlt. ${add}`,
  "BR-55": `Der Verweis auf eine frühere Rechnung nennt deren Nummer (BT-25) nicht. ${add}`,
  "BR-57": `In der Lieferanschrift fehlt das Land (BT-80). ${add}`,
  "BR-CO-03": `Der Zeitpunkt der Umsatzsteuer ist zweimal angegeben, als Datum (BT-7) und als Code (BT-8); erlaubt ist nur eines. ${mend}`,
  "BR-CO-19": `Der Abrechnungszeitraum (BG-14) hat weder Beginn (BT-73) noch Ende (BT-74). ${add}`,
};

const parties: Readonly<Record<string, string>> = {
  "BR-06": `Der Name des Verkäufers (BT-27) fehlt. ${add}`,
  "BR-07": `Der Name des Käufers (BT-44) fehlt. ${add}`,
  "BR-08": `Die Anschrift des Verkäufers (BG-5) fehlt. ${add}`,
  "BR-09": `In der Anschrift des Verkäufers fehlt das Land (BT-40). ${add}`,
  "BR-10": `Die Anschrift des Käufers (BG-8) fehlt. ${add}`,
  "BR-11": `In der Anschrift des Käufers fehlt das Land (BT-55). ${add}`,
  "BR-17": `Die Zahlung soll an einen anderen als den Verkäufer gehen, dessen Name (BT-59) fehlt. ${add}`,
  "BR-18": `Der Name des Steuervertreters des Verkäufers (BT-62) fehlt. ${add}`,
  "BR-19": `Die Anschrift des Steuervertreters des Verkäufers (BG-12) fehlt. ${add}`,
  "BR-20": `In der Anschrift des Steuervertreters des Verkäufers fehlt das Land (BT-69). ${add}`,
  "BR-56": `Die Umsatzsteuer-Identifikationsnummer des Steuervertreters (BT-63) fehlt. ${add}`,
  "BR-62": `Bei der elektronischen Adresse des Verkäufers (BT-34) fehlt, was für eine Adresse es ist. ${add}`,
  "BR-63": `Bei der elektronischen Adresse des Käufers (BT-49) fehlt, was für eine Adresse es ist. ${add}`,
  "BR-CO-09": `Die Umsatzsteuer-Identifikationsnummer „{{stated}}“ (BT-31, BT-48 oder BT-63) beginnt nicht mit dem Kürzel eines Landes. ${mend}`,
  "BR-CO-26": `Der Verkäufer nennt weder eine Kennung (BT-29) noch eine Registernummer (BT-30) noch seine Umsatzsteuer-Identifikationsnummer (BT-31). ${add}`,
};

const payment: Readonly<Record<string, string>> = {
  "BR-49": `Zu den Zahlungsangaben fehlt die Zahlungsart (BT-81). ${add}`,
  "BR-50": `Zu einer Überweisung ist ein Konto ohne Kontonummer (BT-84) angegeben. ${add}`,
  "BR-51": `Die Nummer der Zahlungskarte (BT-87) steht mit {{stated}} Zeichen und damit wohl vollständig in der Rechnung; höchstens zehn Ziffern dürfen zu sehen sein. Der Absender sollte das ändern.`,
  "BR-61": `Es soll überwiesen werden, das Konto (BT-84) fehlt. ${add}`,
  "BR-66": `Es sind mehrere Zahlungskarten (BG-18) angegeben; erlaubt ist eine. ${mend}`,
  "BR-67": `Es sind mehrere Lastschriftmandate (BG-19) angegeben; erlaubt ist eines. ${mend}`,
  "BR-CO-25": `Es ist etwas zu zahlen, aber weder ein Fälligkeitsdatum (BT-9) noch Zahlungsbedingungen (BT-20) sind genannt. ${add}`,
};

const lines: Readonly<Record<string, string>> = {
  "BR-21": `Die Nummer der Position (BT-126) fehlt. ${add}`,
  "BR-22": `Die Menge der Position (BT-129) fehlt oder ist keine Zahl. ${add}`,
  "BR-23": `Die Einheit der Menge (BT-130) fehlt. ${add}`,
  "BR-24": `Der Nettobetrag der Position (BT-131) fehlt oder ist keine Zahl. ${add}`,
  "BR-25": `Die Bezeichnung des Artikels (BT-153) fehlt. ${add}`,
  "BR-26": `Der Nettopreis des Artikels (BT-146) fehlt oder ist keine Zahl. ${add}`,
  "BR-27": `Der Nettopreis des Artikels (BT-146) ist mit {{stated}} negativ; eine Gutschrift hat stattdessen eine negative Menge. ${mend}`,
  "BR-28": `Der Bruttopreis des Artikels (BT-148) ist mit {{stated}} negativ. ${mend}`,
  "BR-30": `Der Zeitraum der Position endet am {{end}} (BT-135) und damit vor seinem Beginn am {{start}} (BT-134). ${mend}`,
  "BR-54": `Zu einer Eigenschaft des Artikels (BG-32) fehlt ihr Name (BT-160) oder ihr Wert (BT-161). ${add}`,
  "BR-64": `Bei der Kennung des Artikels (BT-157) fehlt, nach welchem Schema sie vergeben ist. ${add}`,
  "BR-65": `Bei der Klassifizierung des Artikels (BT-158) fehlt, nach welchem Schema sie vergeben ist. ${add}`,
  "BR-CO-04": `Die Position nennt keine Umsatzsteuerkategorie (BT-151). ${add}`,
  "BR-CO-20": `Der Zeitraum der Position (BG-26) hat weder Beginn (BT-134) noch Ende (BT-135). ${add}`,
};

const allowances: Readonly<Record<string, string>> = {
  "BR-31": `Der Betrag eines Nachlasses auf die Rechnung (BT-92) fehlt oder ist keine Zahl. ${add}`,
  "BR-32": `Ein Nachlass auf die Rechnung nennt keine Umsatzsteuerkategorie (BT-95). ${add}`,
  "BR-33": `Für einen Nachlass auf die Rechnung ist kein Grund genannt, weder als Text (BT-97) noch als Code (BT-98). ${add}`,
  "BR-36": `Der Betrag eines Zuschlags auf die Rechnung (BT-99) fehlt oder ist keine Zahl. ${add}`,
  "BR-37": `Ein Zuschlag auf die Rechnung nennt keine Umsatzsteuerkategorie (BT-102). ${add}`,
  "BR-38": `Für einen Zuschlag auf die Rechnung ist kein Grund genannt, weder als Text (BT-104) noch als Code (BT-105). ${add}`,
  "BR-41": `Der Betrag eines Nachlasses auf die Position (BT-136) fehlt oder ist keine Zahl. ${add}`,
  "BR-42": `Für einen Nachlass auf die Position ist kein Grund genannt, weder als Text (BT-139) noch als Code (BT-140). ${add}`,
  "BR-43": `Der Betrag eines Zuschlags auf die Position (BT-141) fehlt oder ist keine Zahl. ${add}`,
  "BR-44": `Für einen Zuschlag auf die Position ist kein Grund genannt, weder als Text (BT-144) noch als Code (BT-145). ${add}`,
  "BR-CO-21": `Ein Nachlass auf die Rechnung (BG-20) braucht einen Grund als Text (BT-97), als Code (BT-98) oder beides. ${add}`,
  "BR-CO-22": `Ein Zuschlag auf die Rechnung (BG-21) braucht einen Grund als Text (BT-104), als Code (BT-105) oder beides. ${add}`,
  "BR-CO-23": `Ein Nachlass auf die Position (BG-27) braucht einen Grund als Text (BT-139), als Code (BT-140) oder beides. ${add}`,
  "BR-CO-24": `Ein Zuschlag auf die Position (BG-28) braucht einen Grund als Text (BT-144), als Code (BT-145) oder beides. ${add}`,
};

const totals: Readonly<Record<string, string>> = {
  "BR-12": `Die Summe der Positionen (BT-106) fehlt oder ist keine Zahl. ${add}`,
  "BR-13": `Der Nettobetrag der Rechnung (BT-109) fehlt oder ist keine Zahl. ${add}`,
  "BR-14": `Der Bruttobetrag der Rechnung (BT-112) fehlt oder ist keine Zahl. ${add}`,
  "BR-15": `Der zu zahlende Betrag (BT-115) fehlt oder ist keine Zahl. ${add}`,
  "BR-CO-10": `Die Summe der Positionen (BT-106) ist mit {{stated}} angegeben, die Positionen ergeben {{computed}}. ${recalculate}`,
  "BR-CO-11": `Die Summe der Nachlässe auf die Rechnung (BT-107) ist mit {{stated}} angegeben, die einzelnen Nachlässe ergeben {{computed}}. ${recalculate}`,
  "BR-CO-12": `Die Summe der Zuschläge auf die Rechnung (BT-108) ist mit {{stated}} angegeben, die einzelnen Zuschläge ergeben {{computed}}. ${recalculate}`,
  "BR-CO-13": `Der Nettobetrag (BT-109) ist mit {{stated}} angegeben, Positionen, Nachlässe und Zuschläge ergeben {{computed}}. ${recalculate}`,
  "BR-CO-14": `Die gesamte Umsatzsteuer (BT-110) ist mit {{stated}} angegeben, die Steuerbeträge der einzelnen Steuersätze ergeben {{computed}}. ${recalculate}`,
  "BR-CO-15": `Der Bruttobetrag (BT-112) ist mit {{stated}} angegeben, Nettobetrag und Umsatzsteuer ergeben {{computed}}. ${recalculate}`,
  "BR-CO-16": `Der zu zahlende Betrag (BT-115) ist mit {{stated}} angegeben, der Bruttobetrag abzüglich des schon Gezahlten und zuzüglich der Rundung ergibt {{computed}}. ${recalculate}`,
};

const breakdown: Readonly<Record<string, string>> = {
  "BR-45": `In der Aufschlüsselung der Umsatzsteuer fehlt der Betrag, auf den die Steuer entfällt (BT-116), oder er ist keine Zahl. ${add}`,
  "BR-46": `In der Aufschlüsselung der Umsatzsteuer fehlt der Steuerbetrag (BT-117), oder er ist keine Zahl. ${add}`,
  "BR-47": `In der Aufschlüsselung der Umsatzsteuer fehlt die Steuerkategorie (BT-118). ${add}`,
  "BR-48": `In der Aufschlüsselung der Umsatzsteuer fehlt der Steuersatz (BT-119), oder er ist keine Zahl. ${add}`,
  "BR-CO-17": `Der Steuerbetrag (BT-117) ist mit {{stated}} angegeben; {{rate}} % von {{base}} sind {{computed}}. ${recalculate}`,
  "BR-CO-18": `Die Umsatzsteuer ist nicht nach Steuersätzen aufgeschlüsselt (BG-23). ${add}`,
};

const decimals: Readonly<Record<string, string>> = {
  "BR-DEC-01": digits("Der Betrag eines Nachlasses auf die Rechnung (BT-92)"),
  "BR-DEC-02": digits("Der Grundbetrag eines Nachlasses auf die Rechnung (BT-93)"),
  "BR-DEC-05": digits("Der Betrag eines Zuschlags auf die Rechnung (BT-99)"),
  "BR-DEC-06": digits("Der Grundbetrag eines Zuschlags auf die Rechnung (BT-100)"),
  "BR-DEC-09": digits("Die Summe der Positionen (BT-106)"),
  "BR-DEC-10": digits("Die Summe der Nachlässe auf die Rechnung (BT-107)"),
  "BR-DEC-11": digits("Die Summe der Zuschläge auf die Rechnung (BT-108)"),
  "BR-DEC-12": digits("Der Nettobetrag der Rechnung (BT-109)"),
  "BR-DEC-13": digits("Die gesamte Umsatzsteuer (BT-110)"),
  "BR-DEC-14": digits("Der Bruttobetrag der Rechnung (BT-112)"),
  "BR-DEC-15": digits("Die gesamte Umsatzsteuer in der Währung der Steuer (BT-111)"),
  "BR-DEC-16": digits("Der schon gezahlte Betrag (BT-113)"),
  "BR-DEC-17": digits("Der Rundungsbetrag (BT-114)"),
  "BR-DEC-18": digits("Der zu zahlende Betrag (BT-115)"),
  "BR-DEC-19": digits("Der Betrag, auf den die Steuer entfällt (BT-116),"),
  "BR-DEC-20": digits("Der Steuerbetrag eines Steuersatzes (BT-117)"),
  "BR-DEC-23": digits("Der Nettobetrag der Position (BT-131)"),
  "BR-DEC-24": digits("Der Betrag eines Nachlasses auf die Position (BT-136)"),
  "BR-DEC-25": digits("Der Grundbetrag eines Nachlasses auf die Position (BT-137)"),
  "BR-DEC-27": digits("Der Betrag eines Zuschlags auf die Position (BT-141)"),
  "BR-DEC-28": digits("Der Grundbetrag eines Zuschlags auf die Position (BT-142)"),
};

const codes: Readonly<Record<string, string>> = {
  "BR-CL-01": `Die Art der Rechnung „{{stated}}“ (BT-3) steht nicht in der Liste der erlaubten Arten (UNTDID 1001). ${mend}`,
  "BR-CL-03": `Bei einem Betrag steht „{{stated}}“, das ist keine Währung nach ISO 4217. ${mend}`,
  "BR-CL-04": `Die Währung der Rechnung „{{stated}}“ (BT-5) ist keine Währung nach ISO 4217. ${mend}`,
  "BR-CL-05": `Die Währung der Umsatzsteuer „{{stated}}“ (BT-6) ist keine Währung nach ISO 4217. ${mend}`,
  "BR-CL-06": `Der Zeitpunkt der Umsatzsteuer „{{stated}}“ (BT-8) ist keiner der erlaubten Codes für Rechnung, Lieferung oder Zahlung. ${mend}`,
  "BR-CL-07": `Das Schema „{{stated}}“ der Kennung des abgerechneten Objekts (BT-18 oder BT-128) steht nicht in der Liste UNTDID 1153. ${mend}`,
  "BR-CL-08": `Der Code „{{stated}}“ für das Thema einer Bemerkung (BT-21) steht nicht in der Liste UNTDID 4451. ${mend}`,
  "BR-CL-10": `Das Schema „{{stated}}“ einer Kennung von Verkäufer, Käufer oder Zahlungsempfänger (BT-29, BT-46, BT-60) steht nicht in der Liste ISO 6523. ${mend}`,
  "BR-CL-11": `Das Schema „{{stated}}“ einer Registernummer (BT-30, BT-47, BT-61) steht nicht in der Liste ISO 6523. ${mend}`,
  "BR-CL-13": `Das Schema „{{stated}}“ einer Klassifizierung des Artikels (BT-158) steht nicht in der Liste UNTDID 7143. ${mend}`,
  "BR-CL-14": `Das Land „{{stated}}“ einer Anschrift (BT-40, BT-55, BT-69, BT-80) ist kein Land nach ISO 3166-1. ${mend}`,
  "BR-CL-15": `Das Ursprungsland „{{stated}}“ des Artikels (BT-159) ist kein Land nach ISO 3166-1. ${mend}`,
  "BR-CL-16": `Die Zahlungsart „{{stated}}“ (BT-81) steht nicht in der Liste UNTDID 4461. ${mend}`,
  "BR-CL-17": `Die Umsatzsteuerkategorie „{{stated}}“ (BT-95, BT-102, BT-118) steht nicht in der Liste UNTDID 5305. ${mend}`,
  "BR-CL-18": `Die Umsatzsteuerkategorie „{{stated}}“ der Position (BT-151) steht nicht in der Liste UNTDID 5305. ${mend}`,
  "BR-CL-19": `Der Code „{{stated}}“ für den Grund eines Nachlasses (BT-98, BT-140) steht nicht in der Liste UNTDID 5189. ${mend}`,
  "BR-CL-20": `Der Code „{{stated}}“ für den Grund eines Zuschlags (BT-105, BT-145) steht nicht in der Liste UNTDID 7161. ${mend}`,
  "BR-CL-21": `Das Schema „{{stated}}“ der Kennung des Artikels (BT-157) steht nicht in der Liste ISO 6523. ${improve}`,
  "BR-CL-22": `Der Code „{{stated}}“ für den Grund der Steuerbefreiung (BT-121) steht nicht in der europäischen Liste VATEX. ${mend}`,
  "BR-CL-23": `Die Einheit „{{stated}}“ einer Menge (BT-130, BT-150) steht nicht in den Listen der UN/ECE (Empfehlungen 20 und 21). ${improve}`,
  "BR-CL-24": `Eine Anlage ist vom Typ „{{stated}}“ (BT-125); erlaubt sind PDF, PNG, JPEG, CSV und Tabellen als XLSX oder ODS. ${mend}`,
  "BR-CL-25": `Die Art der elektronischen Adresse „{{stated}}“ (BT-34, BT-49) steht nicht in der europäischen Liste EAS. ${mend}`,
  "BR-CL-26": `Das Schema „{{stated}}“ der Kennung des Lieferorts (BT-71) steht nicht in der Liste ISO 6523. ${mend}`,
};

export const normSentences: Readonly<Record<string, string>> = {
  ...header,
  ...parties,
  ...payment,
  ...lines,
  ...allowances,
  ...totals,
  ...breakdown,
  ...decimals,
  ...codes,
};
