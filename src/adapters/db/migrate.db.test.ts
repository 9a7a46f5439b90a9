import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { env } from "@/env";
import { migrate } from "./migrate";

let folder: string;

const write = (name: string, sql: string): void => {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), sql);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "quaynote-migrations-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const migrateHere = () => migrate(env().databaseUrl, folder);

test("applies what is new, once, in the order of names", async () => {
  write("20990102000000_second", 'alter table "Wharf" add column berth int');
  write("20990101000000_first", 'create table "Wharf" (id int)');
  expect(await migrateHere()).toEqual(["20990101000000_first", "20990102000000_second"]);
  expect(await migrateHere()).toEqual([]);
});

test("undoes a file that fails and applies it when it is mended", async () => {
  write("20990201000000_crane", 'create table "Crane" (id int); select broken');
  await expect(migrateHere()).rejects.toThrow("20990201000000_crane failed and was undone");
  write("20990201000000_crane", 'create table "Crane" (id int)');
  expect(await migrateHere()).toEqual(["20990201000000_crane"]);
});

test("refuses a file that was edited after it was applied", async () => {
  write("20990301000000_quay", 'create table "Quay" (id int)');
  await migrateHere();
  write("20990301000000_quay", 'create table "Quay" (id bigint)');
  await expect(migrateHere()).rejects.toThrow("was edited after it was applied");
});

test("two programs that start together apply each file once", async () => {
  write("20990401000000_dock", 'create table "Dock" (id int)');
  const results = await Promise.all([migrateHere(), migrateHere()]);
  expect(results.flat()).toEqual(["20990401000000_dock"]);
});
