// What is wrong where a rule of the German standard XRechnung or of its extension is broken.

const add = "Der Absender muss das ergänzen.";
const mend = "Der Absender muss das berichtigen.";
const improve = "Der Absender sollte das berichtigen.";
const recalculate = "Der Absender muss neu rechnen.";

const standard: Readonly<Record<string, string>> = {
  "BR-DE-1": `Es ist nicht angegeben, wie zu zahlen ist (BG-16). ${add}`,
  "BR-DE-2": `Der Verkäufer nennt keine Ansprechstelle (BG-6). ${add}`,
  "BR-DE-3": `In der Anschrift des Verkäufers fehlt der Ort (BT-37). ${add}`,
  "BR-DE-4": `In der Anschrift des Verkäufers fehlt die Postleitzahl (BT-38). ${add}`,
  "BR-DE-5": `Bei der Ansprechstelle des Verkäufers fehlt der Name oder die Abteilung (BT-41). ${add}`,
  "BR-DE-6": `Bei der Ansprechstelle des Verkäufers fehlt die Telefonnummer (BT-42). ${add}`,
  "BR-DE-7": `Bei der Ansprechstelle des Verkäufers fehlt die E-Mail-Adresse (BT-43). ${add}`,
  "BR-DE-8": `In der Anschrift des Käufers fehlt der Ort (BT-52). ${add}`,
  "BR-DE-9": `In der Anschrift des Käufers fehlt die Postleitzahl (BT-53). ${add}`,
  "BR-DE-10": `In der Lieferanschrift fehlt der Ort (BT-77). ${add}`,
  "BR-DE-11": `In der Lieferanschrift fehlt die Postleitzahl (BT-78). ${add}`,
  "BR-DE-14": `In der Aufschlüsselung der Umsatzsteuer fehlt der Steuersatz (BT-119). ${add}`,
  "BR-DE-15": `Die Leitweg-ID oder Käuferreferenz (BT-10) fehlt. ${add}`,
  "BR-DE-16": `Der Verkäufer nennt weder USt-IdNr. (BT-31) noch Steuernummer (BT-32) noch einen Steuervertreter (BG-11). ${add}`,
  "BR-DE-17": `Die Art der Rechnung (BT-3) ist mit {{stated}} angegeben, was in der XRechnung nicht vorgesehen ist. ${improve}`,
  "BR-DE-18": `Das Skonto in den Zahlungsbedingungen (BT-20) ist nicht so geschrieben, dass Programme es lesen können, etwa #SKONTO#TAGE=14#PROZENT=2.00# mit Zeilenumbruch. ${mend}`,
  "BR-DE-19": `Die IBAN {{stated}} (BT-84) für die SEPA-Überweisung ist nicht richtig. Bitte zahlen Sie nicht auf dieses Konto, ohne nachzufragen. ${improve}`,
  "BR-DE-20": `Die IBAN {{stated}} (BT-91), von der abgebucht werden soll, ist nicht richtig. ${improve}`,
  "BR-DE-21": `Als Standard (BT-24) ist {{stated}} angegeben, nicht die XRechnung 3.0. ${improve}`,
  "BR-DE-22": `Zwei beigefügte Dateien (BT-125) haben denselben Namen. ${mend}`,
  "BR-DE-23-a": `Es soll überwiesen werden, aber das Konto fehlt (BG-17). ${add}`,
  "BR-DE-23-b": `Es soll überwiesen werden; Angaben zu Karte (BG-18) oder Lastschrift (BG-19) gehören dann nicht dazu. ${mend}`,
  "BR-DE-24-a": `Es wurde mit Karte gezahlt, aber die Angaben zur Karte fehlen (BG-18). ${add}`,
  "BR-DE-24-b": `Es wurde mit Karte gezahlt; Angaben zu Überweisung (BG-17) oder Lastschrift (BG-19) gehören dann nicht dazu. ${mend}`,
  "BR-DE-25-a": `Es soll abgebucht werden, aber die Angaben zur Lastschrift fehlen (BG-19). ${add}`,
  "BR-DE-25-b": `Es soll abgebucht werden; Angaben zu Überweisung (BG-17) oder Karte (BG-18) gehören dann nicht dazu. ${mend}`,
  "BR-DE-26": `Eine korrigierte Rechnung (384) soll die frühere Rechnung nennen (BG-3). ${improve}`,
  "BR-DE-27": `Die Telefonnummer {{stated}} (BT-42) hat keine drei Ziffern. ${improve}`,
  "BR-DE-28": `{{stated}} (BT-43) ist keine gültige E-Mail-Adresse. ${improve}`,
  "BR-DE-30": `Für die Lastschrift fehlt die Gläubiger-ID (BT-90). ${add}`,
  "BR-DE-31": `Für die Lastschrift fehlt das Konto, von dem abgebucht wird (BT-91). ${add}`,
  "BR-DE-TMP-32":
    "Es fehlt, wann geliefert oder geleistet wurde: der Tag (BT-72), der Zeitraum (BG-14) oder ein Zeitraum je Position (BG-26).",
  "BR-TMP-2": `Der Fundort einer Unterlage (BT-124) ist mit {{stated}} keine vollständige Adresse, etwa mit https://. ${improve}`,
};

const vehicles: Readonly<Record<string, string>> = {
  "BR-DE-CVD-01": `Eine Rechnung über saubere Fahrzeuge muss den Vertrag nennen (BT-12). ${add}`,
  "BR-DE-CVD-02": `Eine Rechnung über saubere Fahrzeuge muss die Vergabe oder das Los nennen (BT-17). ${add}`,
  "BR-DE-CVD-03": `Keine Position nennt Fahrzeugklasse (BT-158, Schema CVD) und Antrieb (BT-160 „cva“) zusammen. ${add}`,
  "BR-DE-CVD-04": `Die Fahrzeugklasse {{stated}} (BT-158, Schema CVD) ist nicht vorgesehen; möglich sind M1, M2, M3, N1, N2 und N3. ${mend}`,
  "BR-DE-CVD-05": `Der Antrieb (BT-161 zu „cva“) ist mit „{{stated}}“ angegeben; möglich sind clean, zero-emission und other. ${mend}`,
  "BR-DE-CVD-06-a": `Die Position nennt eine Fahrzeugklasse (BT-158, Schema CVD), aber nicht genau einen Antrieb (BT-160 „cva“). ${mend}`,
  "BR-DE-CVD-06-b": `Die Position nennt einen Antrieb (BT-160 „cva“), aber nicht genau eine Fahrzeugklasse (BT-158, Schema CVD). ${mend}`,
};

const peppol: Readonly<Record<string, string>> = {
  "PEPPOL-EN16931-R001": `Es fehlt, nach welchem Verfahren abgerechnet wird (BT-23). ${add}`,
  "PEPPOL-EN16931-R005": `Als Währung der Umsatzsteuer (BT-6) ist die der Rechnung (BT-5) angegeben; sie darf nur genannt sein, wenn es eine andere ist. ${mend}`,
  "PEPPOL-EN16931-R010": `Die elektronische Adresse des Käufers (BT-49) fehlt. ${add}`,
  "PEPPOL-EN16931-R020": `Die elektronische Adresse des Verkäufers (BT-34) fehlt. ${add}`,
  "PEPPOL-EN16931-R040": `Der Nachlass oder Zuschlag ist mit {{stated}} angegeben; Grundbetrag mal Prozentsatz ergibt {{computed}}. ${recalculate}`,
  "PEPPOL-EN16931-R041": `Ein Nachlass oder Zuschlag nennt einen Prozentsatz, aber nicht den Betrag, von dem er gilt. ${add}`,
  "PEPPOL-EN16931-R042": `Ein Nachlass oder Zuschlag nennt einen Grundbetrag, aber keinen Prozentsatz. ${add}`,
  "PEPPOL-EN16931-R046": `Der Nettopreis (BT-146) ist mit {{stated}} angegeben; Bruttopreis abzüglich Rabatt ergibt {{computed}}. ${recalculate}`,
  "PEPPOL-EN16931-R055": `Der Steuerbetrag in zweiter Währung (BT-111) hat ein anderes Vorzeichen als der in der Währung der Rechnung (BT-110). ${mend}`,
  "PEPPOL-EN16931-R061": `Für die Lastschrift fehlt die Mandatsreferenz (BT-89). ${add}`,
  "PEPPOL-EN16931-R110": `Der Zeitraum der Position beginnt (BT-134) vor dem der Rechnung (BT-73). ${mend}`,
  "PEPPOL-EN16931-R111": `Der Zeitraum der Position endet (BT-135) nach dem der Rechnung (BT-74). ${mend}`,
  "PEPPOL-EN16931-R120":
    "Der Betrag der Position (BT-131) ist mit {{stated}} angegeben; Menge mal Preis mit Nachlässen und Zuschlägen ergibt {{computed}}. Der Absender sollte neu rechnen.",
  "PEPPOL-EN16931-R121": `Die Menge, für die der Preis gilt (BT-149), ist mit {{stated}} angegeben; sie muss größer als 0 sein. ${mend}`,
  "PEPPOL-EN16931-R130": `Der Preis gilt für die Einheit {{stated}} (BT-150), berechnet wird in {{wanted}} (BT-130). ${mend}`,
};

const extension: Readonly<Record<string, string>> = {
  "BR-DEX-01": `Eine beigefügte Datei ist vom Typ {{stated}} (BT-125), der nicht vorgesehen ist. ${mend}`,
  "BR-DEX-02": "Der Betrag der Position (BT-131) ist nicht die Summe ihrer Unterpositionen. Der Absender sollte neu rechnen.",
  "BR-DEX-03": `Eine Unterposition nennt keine Umsatzsteuerkategorie (BT-151). ${add}`,
  "BR-DEX-04": `Das Schema {{stated}} einer Kennung steht nicht in der Liste ISO 6523. ${mend}`,
  "BR-DEX-05": `Das Schema {{stated}} einer Registernummer steht nicht in der Liste ISO 6523. ${mend}`,
  "BR-DEX-06": `Das Schema {{stated}} der Artikelnummer (BT-157) steht nicht in der Liste ISO 6523. ${mend}`,
  "BR-DEX-07": `Das Schema {{stated}} einer elektronischen Adresse steht nicht in der Liste EAS. ${mend}`,
  "BR-DEX-08": `Das Schema {{stated}} des Lieferorts (BT-71) steht nicht in der Liste ISO 6523. ${mend}`,
  "BR-DEX-09": `Der fällige Betrag (BT-115) ist mit {{stated}} angegeben; mit den Zahlungen Dritter ergibt sich {{computed}}. ${recalculate}`,
  "BR-DEX-10": `Eine Zahlung Dritter nennt nicht ihre Art (BT-DEX-001). ${add}`,
  "BR-DEX-11": `Eine Zahlung Dritter nennt keinen Betrag (BT-DEX-002). ${add}`,
  "BR-DEX-12": `Eine Zahlung Dritter ist nicht beschrieben (BT-DEX-003). ${add}`,
  "BR-DEX-13": `Der Betrag einer Zahlung Dritter (BT-DEX-002) hat mehr als zwei Stellen nach dem Komma. ${mend}`,
  "BR-DEX-14": `Eine Zahlung Dritter (BT-DEX-002) steht nicht in der Währung der Rechnung (BT-5). ${mend}`,
};

/** Of rules about how the XML is written, by their id. */
export const syntaxSentences: Readonly<Record<string, string>> = {
  "PEPPOL-EN16931-R008": `Das Element {{stated}} der XML ist leer; was keinen Inhalt hat, darf nicht darin stehen. ${mend}`,
  "PEPPOL-EN16931-R043": `Bei einem Nachlass oder Zuschlag ist nicht mit „true“ oder „false“ gesagt, welcher von beiden es ist. ${mend}`,
  "PEPPOL-EN16931-R044": `Am Preis der Position steht ein Zuschlag; dort darf nur ein Rabatt (BT-147) stehen. ${mend}`,
  "PEPPOL-EN16931-R053": `Der Steuerbetrag in der Währung der Rechnung (BT-110) steht {{stated}}-mal in der XML; er muss einmal darin stehen. ${mend}`,
  "PEPPOL-EN16931-R054": `Der Steuerbetrag in zweiter Währung (BT-111) steht {{stated}}-mal in der XML; er muss einmal darin stehen, wenn diese Währung (BT-6) genannt ist, und sonst gar nicht. ${mend}`,
  "PEPPOL-EN16931-R101": `Die Position verweist auf ein Dokument, das nicht ihr Objekt (BT-128) ist. ${mend}`,
  "BR-DEX-15":
    "Die Position ist als Unterposition gekennzeichnet, was die XRechnung in dieser Form der XML (CII) nicht vorsieht. Der Absender sollte das berichtigen.",
};

/** By the rule's id. */
export const germanSentences: Readonly<Record<string, string>> = { ...standard, ...vehicles, ...peppol, ...extension };
