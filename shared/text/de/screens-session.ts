// German words of signing in.

export const session = {
  title: "Anmelden",
  intro: "Melden Sie sich mit Ihrem Benutzernamen der Verwaltung an.",
  userName: "Benutzername",
  password: "Passwort",
  submit: "Anmelden",
  submitting: "Wird angemeldet …",
  opening: "Ihr Arbeitsplatz wird geöffnet …",
  server: "Server",
  version: "Version {{version}}",
  offlineHint:
    "Auch ohne Netz: An Geräten, an denen Sie schon einmal angemeldet waren, öffnet Ihr Passwort Ihren Arbeitsplatz auch ohne Verbindung.",
  missingUserName: "Bitte geben Sie Ihren Benutzernamen ein.",
  missingPassword: "Bitte geben Sie Ihr Passwort ein.",
  capsLock: "Die Feststelltaste ist an.",
  showPassword: "Passwort anzeigen",
  hidePassword: "Passwort verbergen",
  claim: "Eingang, Rechnungen und Archiv an einem Arbeitsplatz – mit und ohne Netz.",
} as const;
