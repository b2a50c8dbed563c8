import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addDays, officeDateAt } from "../../../shared/base/office-date.ts";
import { must } from "../../../shared/base/must.ts";
import { FakeTown } from "../testing/fake-town.ts";
import { openStoreDesk, type StoreDesk } from "../testing/store-desk.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../testing/temporary-folder.ts";
import { queryDeputyships } from "./deputyship-query.ts";

let folder = "";
let town: FakeTown;
const desks: StoreDesk[] = [];
const today = officeDateAt(Date.parse("2026-11-24T09:00:00Z"));

beforeEach(() => {
  folder = makeTemporaryFolder();
  town = new FakeTown();
  town.now = () => new Date("2026-11-24T09:00:00Z");
  town.addPerson("silke", "x", [{ role: "ORDERING", unit: "*", limitCents: 1_000_000 }]);
  town.addPerson("gesa", "x", []);
  town.addPerson("malte", "x", []);
  town.addPerson("anke", "x", [{ role: "ADMIN", unit: "*" }]);
});
afterEach(() => {
  for (const desk of desks.splice(0)) desk.database.close();
  removeTemporaryFolder(folder);
});

function open(userName: string): StoreDesk {
  const desk = openStoreDesk(join(folder, `${userName}.db`), town, userName);
  desks.push(desk);
  desk.pull();
  return desk;
}

const list = (desk: StoreDesk, day = today) =>
  queryDeputyships(desk.database, { today: day }).map(({ deputy, state, waiting, refused }) => ({ deputy, state, waiting, refused }));

function name(desk: StoreDesk, deputy: string, from: number, until: number): string {
  const rights = [{ role: "ORDERING", unit: "*" }];
  const args = { unit: "finanzen", principal: "silke", deputy, rights, from: addDays(today, from), until: addDays(today, until) };
  const { results } = desk.submit({ kind: "deputyship", name: "name", recordId: null, args });
  return must(results[0], "one command has one result").recordId;
}

test("each as it stands on the day, running ones first, with the steps that wait", () => {
  const silke = open("silke");
  const running = name(silke, "gesa", 0, 3);
  name(silke, "malte", 2, 5);
  expect(list(silke)).toEqual([
    { deputy: "gesa", state: "running", waiting: 1, refused: 0 },
    { deputy: "malte", state: "coming", waiting: 1, refused: 0 },
  ]);
  silke.sync();
  expect(list(silke, addDays(today, 4))).toEqual([
    { deputy: "malte", state: "running", waiting: 0, refused: 0 },
    { deputy: "gesa", state: "over", waiting: 0, refused: 0 },
  ]);
  silke.submit({ kind: "deputyship", name: "end", recordId: running, args: {} });
  expect(list(silke).at(-1)).toEqual({ deputy: "gesa", state: "ended", waiting: 1, refused: 0 });
});

test("a deputy has those that name them, the administration has all, nobody else has any", () => {
  const silke = open("silke");
  name(silke, "gesa", 0, 3);
  name(silke, "malte", 0, 3);
  silke.sync();
  expect(list(open("gesa")).map(({ deputy }) => deputy)).toEqual(["gesa"]);
  expect(
    list(open("anke"))
      .map(({ deputy }) => deputy)
      .sort(),
  ).toEqual(["gesa", "malte"]);
  town.addPerson("karla", "x", [{ role: "CLERK", unit: "*" }]);
  expect(list(open("karla"))).toEqual([]);
});
