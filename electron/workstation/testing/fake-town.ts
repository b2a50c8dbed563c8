// A server's state in memory for the desk's own tests: people, records, feed, content; the rules are the real ones.
// Must never be part of the program.
import { randomUUID } from "node:crypto";
import { must } from "../../../shared/base/must.ts";
import { officeDateAt } from "../../../shared/base/office-date.ts";
import { systemActor, type Actor } from "../../../shared/domain/actor.ts";
import type { AnyBody, Command } from "../../../shared/domain/command.ts";
import { besideOf, contentOf, execute, recordsOf } from "../../../shared/domain/execute.ts";
import { kinds, kindsWithout, knowsCommand } from "../../../shared/domain/kinds.ts";
import { defaultPolicy, type Directory } from "../../../shared/domain/policy.ts";
import { recordKey, type OfficeRecord } from "../../../shared/domain/record.ts";
import { scopesOf } from "../../../shared/domain/scope.ts";
import type { PullLine, PullRequest } from "../../../shared/sync/pull.ts";
import type { Answer } from "../../../shared/sync/push.ts";
import { leasesForTests } from "../../../scanner-inbox/watch/leases-for-tests.ts";
import { fakePull, type Fed, type Left } from "./fake-pull.ts";

/** A person with a password; rights may be changed while desks are open. */
export interface FakePerson {
  actor: Actor;
  password: string;
}

export class FakeTown {
  readonly people = new Map<string, FakePerson>();
  directory: Directory;
  epoch: string = randomUUID();
  records = new Map<string, Fed>();
  left: Left[] = [];
  answers = new Map<string, Answer>();
  head = 0;
  horizon = 0;
  readonly content = new Map<string, Uint8Array>();
  readonly uploading = new Map<string, { readonly bytes: Uint8Array; readonly length: number }>();
  readonly texts = new Map<string, { readonly sha256: string; readonly text: string }>();
  readonly revoked = new Set<string>();
  /** What this server is too old to know, see `kindsWithout`. */
  unknown: readonly string[] = [];
  now: () => Date = () => new Date();
  /** Files of scanner folders that desks can only read. */
  readonly leases = leasesForTests();

  constructor() {
    this.directory = {
      tenant: "teststadt",
      townName: "Teststadt",
      units: ["buergerservice", "standesamt", "finanzen", "kasse"].map((id) => ({ id, name: id, short: id.slice(0, 2) })),
      people: [],
      filePlan: [
        { number: "2", title: "Finanzen", unit: "finanzen", retentionYears: 10 },
        { number: "20.1", title: "Rechnungen", unit: "finanzen", retentionYears: 10 },
      ],
      policy: defaultPolicy,
    };
  }

  addPerson(userName: string, password: string, grants: Actor["grants"]): void {
    this.people.set(userName, { password, actor: { personId: userName, name: userName, grants } });
    this.directory = { ...this.directory, people: [...this.directory.people, { id: userName, name: userName, units: [] }] };
  }

  grant(userName: string, grants: Actor["grants"]): void {
    const person = must(this.people.get(userName), "the test added this person");
    person.actor = { ...person.actor, grants };
  }

  scopes(actor: Actor): readonly string[] {
    return scopesOf(
      actor,
      this.directory.units.map((unit) => unit.id),
      officeDateAt(this.now().getTime()),
    );
  }

  /** Applies commands as the server does: a group whole or not at all, an id once. */
  push(actor: Actor, commands: readonly Command[]): Answer[] {
    const answers: Answer[] = [];
    const groups = new Map<string, Command[]>();
    for (const command of commands) {
      const key = command.group ?? command.id;
      groups.set(key, [...(groups.get(key) ?? []), command]);
    }
    for (const group of groups.values()) answers.push(...this.pushGroup(actor, group));
    return answers;
  }

  private pushGroup(actor: Actor, group: readonly Command[]): readonly Answer[] {
    const [first] = group;
    const answered = group.map((command) => this.answers.get(command.id));
    if (answered.every((answer) => answer !== undefined)) return answered;
    const known = kindsWithout(this.unknown);
    if (group.some((command) => !knowsCommand(known, command)))
      return group.map(({ id }) => ({ id, answer: "waiting", missingContent: [], reason: "unknownCommand" }));
    const missing = group.flatMap((command) => contentOf(kinds, command)).filter((sha256) => !this.content.has(sha256));
    if (missing.length > 0) return group.map(({ id }) => ({ id, answer: "waiting", missingContent: missing }));
    const before = { records: new Map(this.records), left: [...this.left], head: this.head };
    const receivedAt = this.now().toISOString();
    const answers = group.map((command) => this.run(actor, command));
    const refused = answers.find((answer) => answer.answer === "refused");
    if (refused !== undefined && first !== undefined && group.length > 1) {
      Object.assign(this, before);
      for (const [index, answer] of answers.entries())
        if (answer.answer !== "refused")
          answers[index] = { id: answer.id, answer: "refused", receivedAt, refusal: { code: "groupBroken", params: {} } };
    }
    for (const answer of answers) this.answers.set(answer.id, answer);
    return answers;
  }

  private run(actor: Actor, command: Command): Answer {
    const receivedAt = this.now().toISOString();
    const head = this.records.get(recordKey({ kind: command.kind, id: command.recordId }))?.record;
    const refs = [...recordsOf(kinds, command), ...(head === undefined ? [] : besideOf(kinds, head))];
    const found = refs.flatMap((ref): readonly [string, OfficeRecord][] => {
      const fed = this.records.get(recordKey(ref));
      return fed === undefined ? [] : [[recordKey(ref), fed.record]];
    });
    const context = {
      commandId: command.id,
      at: receivedAt,
      today: officeDateAt(Date.parse(receivedAt)),
      policy: this.directory.policy,
      readers: this.directory.readers,
    };
    const outcome = execute(kinds, command, actor, new Map(found), context);
    if (outcome.kind === "refused") return { id: command.id, answer: "refused", receivedAt, refusal: outcome.refusal };
    for (const record of outcome.records) this.put(record);
    const named = this.records.get(recordKey({ kind: command.kind, id: command.recordId }));
    return { id: command.id, answer: "accepted", version: named?.record.version ?? 1, receivedAt, conflicts: [...outcome.conflicts] };
  }

  put(record: OfficeRecord<AnyBody>): void {
    const key = recordKey(record);
    const before = this.records.get(key);
    this.head += 1;
    for (const scope of before?.record.scopes ?? [])
      if (!record.scopes.includes(scope)) this.left.push({ seq: this.head, scope, kind: record.kind, id: record.id });
    this.records.set(key, { seq: this.head, record: structuredClone(record) });
  }

  /** The server acting by itself, or another desk. */
  act(actor: Actor, kind: string, name: string, recordId: string, args: AnyBody): Answer {
    const at = this.now().toISOString();
    const command = { id: randomUUID(), kind, name, recordId, args, seen: { version: 0, after: null }, device: "fake", at };
    return must(this.push(actor, [command])[0], "one command, one answer");
  }

  /** A received application of the citizens' office; returns its id. */
  receiveApplication(familyName: string, unit = "buergerservice"): string {
    const id = randomUUID();
    this.act(systemActor, "application", "receive", id, {
      unit,
      service: "RESIDENCE_CERT_SIMPLE",
      applicant: { familyName, givenNames: "Frauke" },
      payload: {},
      attachments: [],
      source: { adapter: "test", submissionId: id },
      deadline: "2026-11-30",
    });
    return id;
  }

  /** The lines of one answer to a pull. */
  pull(actor: Actor, request: PullRequest): readonly PullLine[] {
    return fakePull(this, [...this.scopes(actor)], request);
  }
}
