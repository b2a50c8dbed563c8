// German words for whoever closes the window while work waits.

export const leaving = {
  title: "Es wartet noch Arbeit",
  waitingOne: "Ein Schritt ist noch nicht beim Server.",
  waitingMany: "{n} Schritte sind noch nicht beim Server.",
  contentOne: "Davon wartet einer auf seine Datei, die noch übertragen wird.",
  contentMany: "Davon warten {n} auf ihre Dateien, die noch übertragen werden.",
  keptByProgram:
    "Nichts geht verloren: Alles bleibt verschlüsselt auf diesem Gerät und wird gesendet, sobald Sie das Programm wieder starten und sich anmelden.",
  keptByHost:
    "Nichts geht verloren: Alles bleibt verschlüsselt auf diesem Gerät. Auch ohne dieses Fenster wird weiter gesendet, solange der Arbeitsplatz auf diesem Rechner läuft; sonst, sobald Sie sich wieder anmelden.",
  stay: "Noch nicht",
  leave: "Trotzdem beenden",
} as const;
