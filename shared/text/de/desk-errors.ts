// German sentences for errors of the desk and problems of the server, by code. Tests hold them to the lists of codes.

export const deskErrors = {
  disconnected: "Die Verbindung zum Arbeitsplatz ist unterbrochen. Es wird neu verbunden; Ihre Arbeit ist gespeichert.",
  deskDead: "Der Arbeitsplatz antwortet nicht. Bitte starten Sie das Programm neu; gespeicherte Arbeit geht nicht verloren.",
  unknownCall: "Fenster und Programm passen nicht zusammen. Bitte starten Sie das Programm neu.",
  badArguments: "Die Eingabe konnte nicht verarbeitet werden. Bitte prüfen Sie die Felder.",
  badReply: "Fenster und Programm passen nicht zusammen. Bitte starten Sie das Programm neu.",
  notSignedIn: "Sie sind nicht angemeldet. Bitte melden Sie sich an.",
  signInFailed: "Benutzername oder Passwort stimmen nicht.",
  tooManyAttempts: "Zu viele Versuche. Bitte warten Sie einige Minuten.",
  serverUnreachable:
    "Der Server ist nicht erreichbar. Sie können weiterarbeiten; prüfen Sie Netzwerkkabel, WLAN oder VPN. Verbunden wird von selbst.",
  serverSilent:
    "Der Server antwortet nicht. Sie können weiterarbeiten, es wird von selbst wieder versucht. Dauert es an, fragen Sie die Systembetreuung.",
  captivePortal:
    "Statt des Servers antwortet eine fremde Seite, zum Beispiel die Anmeldung eines Gast-WLANs. Öffnen Sie einen Browser und melden Sie sich dort im WLAN an; danach wird von selbst abgeglichen.",
  serverGarbage:
    "Der Server antwortet unverständlich. Ihre Arbeit bleibt hier gespeichert. Bitte informieren Sie die Systembetreuung; vielleicht verändert ein Zwischengerät die Antworten.",
  answerCut:
    "Die Antwort des Servers war unvollständig und wurde verworfen. Es wird noch einmal gefragt. Kommt das wieder, prüfen Sie die Verbindung oder fragen Sie die Systembetreuung.",
  tlsFailed:
    "Es kam keine verschlüsselte Verbindung zum Server zustande, deshalb wird nichts gesendet. Bitte wechseln Sie das Netz oder informieren Sie die Systembetreuung.",
  noOfflineReplica: "Ohne Netz können Sie sich hier erst anmelden, wenn Sie an diesem Gerät schon einmal mit Netz angemeldet waren.",
  offlineUnlockEnded:
    "Das Arbeiten ohne Netz ist an diesem Gerät abgelaufen. Bitte verbinden Sie sich mit dem Netz; wartende Arbeit bleibt erhalten.",
  replicaLocked:
    "Ihre Daten auf diesem Gerät öffnet erst ein neues Passwort. Bitte lassen Sie Ihr Passwort von der Systembetreuung zurücksetzen und melden Sie sich damit an. Wartende Arbeit bleibt erhalten.",
  deviceRevoked: "Dieses Gerät ist gesperrt. Bitte wenden Sie sich an die Systembetreuung.",
  personDisabled: "Ihr Zugang ist gesperrt. Bitte wenden Sie sich an die Systembetreuung.",
  versionTooOld:
    "Diese Programmversion ist zu alt für den Server. Sie können ohne Abgleich weiterarbeiten, wartende Arbeit bleibt erhalten; bitte lassen Sie das Programm aktualisieren.",
  versionTooNew:
    "Der Server ist älter als dieses Programm. Sie können ohne Abgleich weiterarbeiten, wartende Arbeit bleibt erhalten; bitte wenden Sie sich an die Systembetreuung.",
  notEnrolled: "Dieses Gerät ist noch nicht eingerichtet. Bitte geben Sie den Einrichtungscode der Systembetreuung ein.",
  enrolmentNeeded:
    "Der Server kennt dieses Gerät nicht. Bitte richten Sie es mit einem Einrichtungscode neu ein; wartende Arbeit bleibt erhalten.",
  codeWrong: "Diesen Einrichtungscode gibt es nicht. Bitte prüfen Sie die Zeichen.",
  codeExpired: "Der Einrichtungscode ist abgelaufen. Bitte lassen Sie sich von der Systembetreuung einen neuen geben.",
  codeUsed: "Der Einrichtungscode wurde schon benutzt. Bitte lassen Sie sich von der Systembetreuung einen neuen geben.",
  otherServer:
    "Unter der Adresse antwortet nicht der Server, mit dem dieses Gerät eingerichtet wurde. Es wurde nichts gesendet. Bitte melden Sie das der Systembetreuung.",
  otherCertificate: "Die Verbindung führt nicht unmittelbar zum Server der Verwaltung. Bitte wenden Sie sich an die Systembetreuung.",
  insecureAddress: "Diese Adresse ist nicht verschlüsselt. Bitte geben Sie eine Adresse mit https:// ein.",
  notAServer: "Unter dieser Adresse antwortet kein Server von Amtsstube. Bitte prüfen Sie die Adresse.",
  storeTooNew: "Die Daten auf diesem Gerät stammen von einer neueren Programmversion. Bitte lassen Sie das Programm aktualisieren.",
  storeDamaged: "Die Daten auf diesem Gerät sind beschädigt. Bitte wenden Sie sich an die Systembetreuung; nichts wurde gelöscht.",
  diskFull: "Der Speicherplatz auf diesem Gerät ist voll. Bitte schaffen Sie Platz; bereits Gespeichertes ist sicher.",
  contentNotHere: "Diese Datei liegt noch nicht auf diesem Gerät. Sie wird geladen, sobald der Server erreichbar ist.",
  notFound: "Das gibt es nicht oder nicht mehr.",
  internal: "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal; tritt es wieder auf, wenden Sie sich an die Systembetreuung.",
} as const;

export const problems = {
  badRequest: "Der Server hat die Anfrage nicht verstanden. Bitte lassen Sie das Programm aktualisieren.",
  signInFailed: "Benutzername oder Passwort stimmen nicht.",
  tooManyAttempts: "Zu viele Versuche. Bitte warten Sie einige Minuten.",
  tokenExpired: "Die Anmeldung ist abgelaufen. Bitte melden Sie sich neu an; wartende Arbeit bleibt erhalten.",
  deviceRevoked: "Dieses Gerät ist gesperrt. Bitte wenden Sie sich an die Systembetreuung.",
  enrolmentNeeded:
    "Der Server kennt dieses Gerät nicht. Bitte richten Sie es mit einem Einrichtungscode neu ein; wartende Arbeit bleibt erhalten.",
  codeWrong: "Diesen Einrichtungscode gibt es nicht. Bitte prüfen Sie die Zeichen.",
  codeExpired: "Der Einrichtungscode ist abgelaufen. Bitte lassen Sie sich von der Systembetreuung einen neuen geben.",
  codeUsed: "Der Einrichtungscode wurde schon benutzt. Bitte lassen Sie sich von der Systembetreuung einen neuen geben.",
  challengeExpired: "Die Anmeldung wird gleich noch einmal versucht.",
  otherCertificate: "Die Verbindung führt nicht unmittelbar zum Server der Verwaltung. Bitte wenden Sie sich an die Systembetreuung.",
  personDisabled: "Ihr Zugang ist gesperrt. Bitte wenden Sie sich an die Systembetreuung.",
  versionTooOld:
    "Diese Programmversion ist zu alt für den Server. Sie können ohne Abgleich weiterarbeiten, wartende Arbeit bleibt erhalten; bitte lassen Sie das Programm aktualisieren.",
  versionTooNew:
    "Der Server ist älter als dieses Programm. Sie können ohne Abgleich weiterarbeiten, wartende Arbeit bleibt erhalten; bitte wenden Sie sich an die Systembetreuung.",
  epochChanged: "Der Server wurde aus einer Sicherung wiederhergestellt. Ihr Stand wird neu abgeglichen.",
  notFound: "Das gibt es am Server nicht oder Sie dürfen es nicht sehen.",
  hashMismatch: "Eine Datei kam beschädigt an und wird noch einmal übertragen.",
  checksumMismatch: "Ein Teil einer Datei kam beschädigt an und wird noch einmal übertragen.",
  tusVersion: "Server und Programm passen beim Übertragen von Dateien nicht zusammen. Bitte wenden Sie sich an die Systembetreuung.",
  wrongType: "Der Server hat eine Übertragung nicht verstanden. Bitte wenden Sie sich an die Systembetreuung.",
  tooLarge: "Die Datei ist zu groß für den Server.",
  offsetMismatch: "Eine Übertragung wird an der richtigen Stelle fortgesetzt.",
  busy: "Der Server ist gerade ausgelastet. Es wird gleich noch einmal versucht.",
  internal: "Am Server ist ein Fehler aufgetreten. Es wird noch einmal versucht.",
} as const;
