// German sentences for refusals: each says what is in the way and, where there is a way, what to do. `{{name}}` is filled in.
import type { RefusalCode } from "../../domain/refusal.ts";
import { paymentRefusals } from "./payment.ts";

export const refusals = {
  ...paymentRefusals,
  unknownKind: "Diese Art von Eintrag kennt Ihre Programmversion noch nicht. Bitte lassen Sie das Programm aktualisieren.",
  unknownCommand: "Diesen Schritt kennt Ihre Programmversion noch nicht. Bitte lassen Sie das Programm aktualisieren.",
  badArguments: "Die Eingaben passen nicht zu diesem Schritt. Bitte prüfen Sie die Felder.",
  recordExists: "Diesen Eintrag gibt es bereits.",
  recordMissing: "Der Eintrag ist nicht vorhanden oder Sie dürfen ihn nicht sehen.",
  recordTooNew:
    "Dieser Eintrag stammt aus einer neueren Programmversion. Sie können ihn lesen; zum Ändern lassen Sie bitte das Programm aktualisieren.",
  wrongState: "Im Stand „{{stateLabel}}“ ist dieser Schritt nicht möglich.",
  notAllowed: "Dafür fehlt Ihnen die Berechtigung „{{roleLabel}}“{{unitSuffix}}. {{whoMay}}.",
  systemOnly: "Diesen Schritt führt nur der Server selbst aus.",
  claimedByOther: "{{personName}} bearbeitet diesen Eintrag bereits.",
  notClaimed: "Bitte übernehmen Sie den Eintrag zuerst.",
  fieldConflict: "Jemand anderes hat inzwischen dieselben Felder geändert. Bitte wählen Sie, welcher Wert gilt.",
  invariantBroken: "Zusammen ergäben die Änderungen einen unzulässigen Stand. Bitte prüfen Sie beide Fassungen.",
  reasonMissing: "Bitte geben Sie eine Begründung an.",
  digestChanged: "Zahlungsrelevante Angaben haben sich seit Ihrer Prüfung geändert. Bitte prüfen Sie die Rechnung erneut.",
  alreadyCertified: "Diese Feststellung liegt bereits vor.",
  certificationMissing: "Vor der Anordnung müssen sachliche und rechnerische Richtigkeit festgestellt sein.",
  certifierMayNotOrder:
    "Wer die Richtigkeit festgestellt hat, ordnet nicht selbst an (§ 42 KomHKVO). Bitte lassen Sie jemand anderes anordnen.",
  exceptionReasonMissing: "Für die Ausnahme vom Vier-Augen-Prinzip ist eine schriftliche Begründung nötig.",
  technicalMissing:
    "{{personName}} hat die fachtechnische Feststellung verlangt; sie fehlt noch. Bitte lassen Sie die Rechnung fachtechnisch prüfen.",
  technicalNotWanted: "Eine fachtechnische Feststellung ist hier nicht verlangt.",
  alreadyWanted: "Die fachtechnische Feststellung ist bereits verlangt.",
  queryOpen: "Eine Rückfrage ist offen. Angeordnet und gezahlt wird erst, wenn {{personName}} geantwortet hat.",
  onHold:
    "{{personName}} hat die Rechnung bis zum {{untilLabel}} zurückgestellt. Heben Sie die Zurückstellung auf, wenn sie früher weitergehen soll.",
  isDisputed: "{{personName}} hat die Rechnung als strittig vermerkt. Klären Sie das mit dem Lieferanten und vermerken Sie das Ergebnis.",
  isReturned:
    "{{personName}} hat die Rechnung an den Lieferanten zurückgesandt. Soll sie doch bearbeitet werden, vermerken Sie bitte, was geklärt ist.",
  nothingToSettle: "Hier ist nichts mehr zu klären.",
  askedOneself: "Sich selbst stellen Sie keine Rückfrage. Bitte wählen Sie jemand anderes.",
  cannotSee: "{{personName}} arbeitet nicht mit Rechnungen dieser Einheit und kann sie nicht sehen. Bitte wählen Sie jemand anderes.",
  notAsked: "Diese Rückfrage ist bereits beantwortet oder zurückgenommen.",
  askedOther: "Gefragt ist {{personName}}. Antworten kann nur, wer gefragt ist oder vertritt.",
  answerStays: "Eine Antwort bleibt stehen. Ergänzen Sie sie bitte in einer Notiz.",
  notCreditNote: "Verrechnet wird eine Gutschrift mit einer Rechnung. Bitte wählen Sie die Gutschrift.",
  otherSupplier: "Rechnung und Gutschrift stammen nicht vom selben Lieferanten oder haben verschiedene Währungen.",
  creditTooHigh:
    "Die Gutschrift über {{amountLabel}} ist höher als der offene Betrag von {{limitLabel}}. Bitte verrechnen Sie sie mit einer anderen Rechnung.",
  creditMatched: "Gutschrift und Rechnung sind miteinander verrechnet. Lösen Sie die Verrechnung zuerst, wenn sich etwas ändern soll.",
  creditStays: "Eine Verrechnung betrifft zwei Rechnungen. Lösen Sie sie bitte an der Rechnung unter „Verrechnete Gutschriften“.",
  orderingAndCashInOneHand: "Anordnung und Zahlungsabwicklung dürfen nie in einer Hand liegen (§ 42 Abs. 5 KomHKVO, § 126 NKomVG).",
  amountAboveLimit: "Der Betrag von {{amountLabel}} liegt über Ihrer Anordnungsgrenze von {{limitLabel}}. {{whoElse}}.",
  certifierMayNotPay:
    "Wer die Richtigkeit festgestellt hat, zahlt nicht selbst aus (§ 42 Abs. 5 KomHKVO). Bitte lassen Sie eine zweite Person der Kasse auszahlen.",
  payeeIsActor: "Sie sind selbst Zahlungsempfänger und dürfen hier nicht mitwirken (Befangenheit).",
  fieldsIncomplete: "Das Feld „{{fieldLabel}}“ fehlt oder ist nicht stimmig. Bitte ergänzen Sie es zuerst.",
  unconfirmed:
    "Noch zu bestätigen: {{fieldLabels}}. Bitte vergleichen Sie diese Angaben mit der Rechnung und bestätigen Sie sie im Feld mit Enter.",
  fileClosed: "Die Akte ist geschlossen. Bitte wählen Sie eine offene Akte.",
  laterWorkExists: "Darauf wurde bereits weitergearbeitet{{laterWork}}; der Schritt lässt sich nicht mehr zurücknehmen.",
  notUndoable: "Dieser Schritt lässt sich nicht mehr zurücknehmen: Der Eintrag weiß nicht mehr, was vorher galt.",
  alreadyUndone: "Dieser Schritt ist bereits zurückgenommen.",
  nothingToUndo: "Dieser Schritt hat nichts geändert; es gibt nichts zurückzunehmen.",
  notYours: "Das hat {{personName}} getan. Zurücknehmen kann einen Schritt nur, wer ihn getan hat.",
  notAcceptedYet: "Der Server hat diesen Schritt nicht übernommen. Entscheiden Sie unter „Abgleich“, was gelten soll.",
  arrivedStays: "Was eingegangen ist, bleibt eingegangen; ein Eingang lässt sich nicht zurücknehmen.",
  filedStays:
    "Was zu den Akten verfügt ist, bleibt in der Akte (Vollständigkeit der Akten). Halten Sie einen Irrtum in einer Notiz am Dokument fest.",
  numberStays: "Ein Aktenzeichen wird nur einmal vergeben. Schließen Sie die Akte, wenn sie nicht gebraucht wird.",
  learnedStays: "Was aus einer Rechnung gelernt wurde, nehmen Sie beim Lieferanten mit „Vergessen“ zurück.",
  renditionStays: "Die durchsuchbare Fassung gehört zum Scan und bleibt bei ihm; das Original ist davon unberührt.",
  qualityCheckStays: "Ein Prüfergebnis bleibt stehen. Halten Sie das richtige Ergebnis mit einer neuen Prüfung fest.",
  notDuplicate: "Diese Rechnung ist nicht als Dublette abgelegt.",
  isDuplicate: "Diese Rechnung ist als Dublette abgelegt. Holen Sie sie zurück, wenn sie doch bearbeitet werden soll.",
  isNoInvoice: "Dieses Papier ist keine Rechnung. Ist es doch eine, sagen Sie das am Posteingang, als der es weitergeht.",
  checkAtInvoice: "Eine Stichprobe wird an der Rechnung erledigt: Öffnen Sie sie und halten Sie dort das Ergebnis fest.",
  signatureStays: "Eine zurückgenommene Unterschrift gilt nicht von selbst wieder. Bitte prüfen und unterschreiben Sie erneut.",
  signatureNotAuthenticated:
    "Zu dieser Unterschrift fehlt Ihr Passwort, oder es wurde für einen früheren Versuch eingegeben. Bitte unterschreiben Sie an der Rechnung noch einmal. Werden Sie dort nicht nach dem Passwort gefragt, lassen Sie bitte das Programm aktualisieren.",
  deputyshipStays: "Eine beendete Vertretung lebt nicht wieder auf. Bitte tragen Sie sie neu ein.",
  undoStays: "Eine Rücknahme lässt sich nicht zurücknehmen. Bitte tun Sie den Schritt noch einmal.",
  contentMissing: "Die zugehörige Datei ist noch nicht beim Server angekommen. Sie wird weiter übertragen.",
  groupBroken: "Ein anderer Schritt derselben Sammelaktion wurde abgelehnt, deshalb gilt auch dieser nicht.",
  deputyIsPrincipal: "Niemand vertritt sich selbst. Bitte wählen Sie jemand anderes.",
  accountThere: "Diese IBAN ist beim Lieferanten schon hinterlegt.",
  accountMissing: "Diese IBAN ist beim Lieferanten nicht mehr hinterlegt.",
  budgetExceeded:
    "Der Ansatz {{budgetLine}} reicht nicht: verfügbar sind {{limitLabel}}, gebraucht werden {{amountLabel}}. Bitte kontieren Sie anders, oder lassen Sie den Ansatz von der Kämmerei erhöhen.",
  ledgerKeepersOnly:
    "Kontenplan, Kostenstellen, Haushalt und Bestellungen pflegen nur, die dafür benannt sind{{keepers}}. Bitte wenden Sie sich an die Kämmerei.",
  accountNotInChart:
    "Das Produktsachkonto {{account}} steht für {{year}} nicht im Kontenplan. Bitte wählen Sie ein Konto aus den Vorschlägen.",
  accountSettled: "An dieser Bankverbindung ist nichts mehr zu bestätigen.",
  accountUnconfirmed:
    "Die IBAN der Rechnung ist keine bestätigte Bankverbindung ihres Lieferanten. Lassen Sie sie beim Lieferanten hinterlegen und von einer zweiten Person bestätigen.",
  removalThere: "{{personName}} hat das Entfernen bereits vorgeschlagen; eine zweite Person muss es bestätigen.",
  secondPersonNeeded: "Das hat {{personName}} vorgeschlagen. Bestätigen muss es eine zweite Person, auch nicht in Vertretung.",
  placeForgotten: "Das ist beim Lieferanten schon vergessen worden.",
  periodWrong: "Der Zeitraum passt nicht: Das Ende liegt vor dem Beginn oder vor heute. Bitte prüfen Sie beide Tage.",
  deviceRevoked: "Dieses Gerät ist gesperrt. Bitte wenden Sie sich an die Systembetreuung.",
  serverTooOld:
    "Der Server kennt diesen Schritt noch nicht. Der Schritt bleibt im Ausgang und geht hinaus, sobald der Server aktualisiert ist.",
  notUnderstood:
    "Der Server versteht diesen Schritt nicht; Ihre übrigen Schritte sind weitergegangen. Versuchen Sie es noch einmal, ändern Sie den Schritt, oder geben Sie seinen Inhalt an die Systembetreuung.",
  tooLarge:
    "Dieser Schritt ist dem Server zu groß; Ihre übrigen Schritte sind weitergegangen. Kürzen Sie den Text, oder geben Sie seinen Inhalt an die Systembetreuung.",
  serverFails:
    "An diesem Schritt scheitert der Server immer wieder; Ihre übrigen Schritte sind weitergegangen. Versuchen Sie es später noch einmal, oder geben Sie seinen Inhalt an die Systembetreuung.",
  contentGone:
    "Die zugehörige Datei fehlt am Server, vermutlich nach einer Wiederherstellung, und liegt auch hier nicht mehr. Nehmen Sie die Datei noch einmal auf, und versuchen Sie es dann noch einmal.",
  unreadable:
    "Dieser gespeicherte Schritt lässt sich nicht mehr lesen; Ihre übrigen Schritte sind weitergegangen. Sichern Sie seinen Inhalt für die Systembetreuung, und machen Sie den Schritt noch einmal.",
} as const satisfies Readonly<Record<RefusalCode, string>>;

/** For a code of a newer server. */
export const unknownRefusal = "Der Server hat den Schritt abgelehnt. Bitte lassen Sie das Programm aktualisieren.";
