// German words of signing in.

export const session = {
  enrol: {
    title: "Gerät einrichten",
    again: "Gerät neu einrichten",
    againFoot: "Gerät neu einrichten …",
    back: "Zurück zur Anmeldung",
    server: "Adresse des Servers",
    code: "Einrichtungscode",
    codeHint: "Zwölf Zeichen von der Systembetreuung, zum Beispiel K7QM-4TXD-P2WR.",
    deviceName: "Name des Geräts",
    submit: "Gerät einrichten",
    submitting: "Wird eingerichtet …",
    withoutNetwork: "Vorerst ohne Netz arbeiten",
    missingServer: "Bitte geben Sie die Adresse des Servers ein.",
    missingCode: "Bitte geben Sie den Einrichtungscode ein.",
    reasons: {
      again:
        "Richten Sie das Gerät nur neu ein, wenn Sie dafür von der Systembetreuung einen Code bekommen haben. Ihre Arbeit auf diesem Gerät bleibt erhalten.",
      new: "Dieses Gerät ist noch mit keinem Server verbunden. Adresse und Code bekommen Sie von der Systembetreuung.",
      upgrade: "Geräte werden jetzt einmal eingerichtet. Ihre Arbeit auf diesem Gerät bleibt erhalten.",
      revoked:
        "Dieses Gerät wurde gesperrt, die Vorgänge auf ihm sind gelöscht. Was schon gesendet war, liegt am Server. Was noch nicht gesendet war, bleibt verschlüsselt und kann nur mit dem Wiederherstellungsschlüssel der Verwaltung geöffnet werden.",
    },
  },
  title: "Anmelden",
  intro: "Melden Sie sich mit Ihrem Benutzernamen der Verwaltung an.",
  userName: "Benutzername",
  password: "Passwort",
  submit: "Anmelden",
  submitting: "Wird angemeldet …",
  opening: "Ihr Arbeitsplatz wird geöffnet …",
  server: "Server",
  version: "Version {{version}}",
  unattended: {
    waiting_one: "{{count}} Datei wartet im Scan-Ordner. Sie wird erfasst, sobald sich jemand anmeldet, der das darf.",
    waiting_other: "{{count}} Dateien warten im Scan-Ordner. Sie werden erfasst, sobald sich jemand anmeldet, der das darf.",
    arriving_one: "{{count}} Datei wartet im Scan-Ordner.",
    arriving_other: "{{count}} Dateien warten im Scan-Ordner.",
    sealed_one: "{{count}} Datei liegt versiegelt bereit. Der Server bucht sie, sobald er erreichbar ist.",
    sealed_other: "{{count}} Dateien liegen versiegelt bereit. Der Server bucht sie, sobald er erreichbar ist.",
    stuck_one: "{{count}} versiegelte Datei nimmt der Server nicht an. Rufen Sie die Systembetreuung; verloren ist nichts.",
    stuck_other: "{{count}} versiegelte Dateien nimmt der Server nicht an. Rufen Sie die Systembetreuung; verloren ist nichts.",
  },
  offlineHint:
    "Auch ohne Netz: An Geräten, an denen Sie schon einmal angemeldet waren, öffnet Ihr Passwort Ihren Arbeitsplatz auch ohne Verbindung.",
  missingUserName: "Bitte geben Sie Ihren Benutzernamen ein.",
  missingPassword: "Bitte geben Sie Ihr Passwort ein.",
  capsLock: "Die Feststelltaste ist an.",
  showPassword: "Passwort anzeigen",
  hidePassword: "Passwort verbergen",
  claim: "Eingang, Rechnungen und Archiv an einem Arbeitsplatz – mit und ohne Netz.",
} as const;
